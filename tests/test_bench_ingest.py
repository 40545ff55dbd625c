"""What the benchmark of ingest is made of."""

from itertools import cycle
from pathlib import Path

from bench.made_documents import make_document
from ingest.document import Kind
from ingest.read import read

PARAGRAPHS = [f"Sag {n} er afgjort af udvalget på mødet i maj. Den blev vedtaget enstemmigt." for n in range(50)]


def test_a_made_document_has_its_pages_and_headings_and_is_the_same_each_time(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    make_document(path, cycle(PARAGRAPHS), 3)
    first = path.read_bytes()
    document = read(path).document
    assert [page.label for page in document.pages] == ["1", "2", "3"]
    assert "Sag 6 er afgjort af" in [
        document.page(block.page).text[block.start : block.end]
        for block in document.blocks
        if block.kind is Kind.HEADING
    ]
    make_document(path, cycle(PARAGRAPHS), 3)
    assert path.read_bytes() == first
