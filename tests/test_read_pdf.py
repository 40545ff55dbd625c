"""A PDF is read in a person's reading order, without loss of text."""

from collections import Counter
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from eval.reading.fidelity import squeeze
from ingest.document import Document, Kind
from ingest.readers.read import read
from tests.pdf_maker import HEIGHT, WIDTH, write_pdf

PROSE = (
    "Kommunen vil gøre de digitale løsninger enkle og",
    "nære for borgerne, og medarbejderne skal have tid",
    "til at lære dem at kende, før de tages i brug.",
    "Derfor begynder hvert projekt med en prøvetid på",
    "tre måneder, hvor erfaringerne samles og deles.",
)


def texts(document: Document, kind: Kind) -> list[str]:
    return [document.page(b.page).text[b.start : b.end] for b in document.blocks if b.kind is kind]


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = [(60, 120 + 14 * row, line) for row, line in enumerate(PROSE)]
    right = [(300, 120 + 14 * row, line.upper()) for row, line in enumerate(PROSE)]
    across = [(60, 90, "En overskrift som går over begge spalter og fylder siden fra venstre til højre")]
    interleaved = [line for pair in zip(left, right, strict=True) for line in pair]
    document = read(write_pdf(tmp_path / "spalter.pdf", [across + interleaved], size=8)).document
    text = document.pages[0].text
    assert squeeze("".join(PROSE)) in squeeze(text)
    assert squeeze("".join(PROSE).upper()) in squeeze(text)
    assert text.index("En overskrift") < text.index("Kommunen vil") < text.index("KOMMUNEN VIL")


def test_running_heads_feet_and_page_numbers_are_taken_off_and_label_the_pages(tmp_path: Path) -> None:
    pages = [
        [(60, 40, "Strategi for data"), (60, 100, f"Indhold af side nummer {word}."), (60, 800, f"Side {number} af 9")]
        for number, word in ((5, "fem"), (6, "seks"), (7, "syv"), (8, "otte"))
    ]
    reading = read(write_pdf(tmp_path / "hoved.pdf", pages))
    assert [page.text for page in reading.document.pages] == [
        f"Indhold af side nummer {word}." for word in ("fem", "seks", "syv", "otte")
    ]
    assert [(page.number, page.label) for page in reading.document.pages] == [(1, "5"), (2, "6"), (3, "7"), (4, "8")]
    assert Counter(reading.removed_lines)["Strategi for data"] == 4


def test_words_that_lines_break_are_whole_and_hyphens_that_belong_stay(tmp_path: Path) -> None:
    lines = ["Den nye løsning er en del af kommunens digi-", "tale strategi, og den handler også om alle de it-",
             "projekter, som er begyndt."]  # fmt: skip
    document = read(write_pdf(tmp_path / "deling.pdf", [[(60, 100 + 14 * n, x) for n, x in enumerate(lines)]])).document
    assert document.pages[0].text == (
        "Den nye løsning er en del af kommunens digitale strategi, og den handler også om alle de it-projekter, "
        "som er begyndt."
    )


def test_rows_of_a_table_keep_their_header_also_where_a_cell_has_two_lines(tmp_path: Path) -> None:
    lines = [(60, 100, "År"), (160, 100, "Mål"), (400, 100, "Ansvar"),
             (60, 120, "2025"), (160, 120, "Alle blanketter er"), (160, 133, "digitale"), (400, 120, "Borgerservice"),
             (60, 160, "2026"), (160, 160, "Ingen breve"), (400, 160, "Økonomi")]  # fmt: skip
    document = read(write_pdf(tmp_path / "tabel.pdf", [lines])).document
    rows = [block for block in document.blocks if block.kind is Kind.TABLE]
    assert texts(document, Kind.TABLE) == [
        "År\tMål\tAnsvar",
        "2025\tAlle blanketter er digitale\tBorgerservice",
        "2026\tIngen breve\tØkonomi",
    ]
    assert [row.opening for row in rows] == ["", "År\tMål\tAnsvar", "År\tMål\tAnsvar"]


def drawn(path: Path, *lines: tuple[float, float, str, str, float], bookmark: str = "") -> Path:
    """Draw a page of lines, each with its font and size."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT))
    for left, top, text, font, size in lines:
        canvas.setFont(font, size)
        canvas.drawString(left, HEIGHT - top, text)
    if bookmark:
        canvas.bookmarkPage("her")
        canvas.addOutlineEntry(bookmark, "her", level=0)
    canvas.save()
    path.write_bytes(buffer.getvalue())
    return path


def test_headings_are_known_by_size_weight_and_number(tmp_path: Path) -> None:
    body = [(60, 200 + 14 * n, line, "Helvetica", 10) for n, line in enumerate(PROSE)]
    more = [(60, 340 + 14 * n, line, "Helvetica", 10) for n, line in enumerate(PROSE)]
    file = drawn(
        tmp_path / "a.pdf", (60, 100, "1 Formål", "Helvetica", 20), (60, 150, "1.1 Baggrund", "Helvetica", 14), *body,
        (60, 310, "Prøvetid", "Helvetica-Bold", 10), *more,
    )  # fmt: skip
    document = read(file).document
    assert texts(document, Kind.HEADING) == ["1 Formål", "1.1 Baggrund", "Prøvetid"]
    assert document.blocks[-1].section == ("1 Formål", "1.1 Baggrund", "Prøvetid")


def test_a_bookmark_makes_a_line_a_heading_that_looks_like_any_other(tmp_path: Path) -> None:
    body = [(60, 160 + 14 * n, line, "Helvetica", 10) for n, line in enumerate(PROSE)]
    file = drawn(tmp_path / "b.pdf", (60, 100, "Om prøvetiden", "Helvetica", 10), *body, bookmark="Om prøvetiden")
    assert texts(read(file).document, Kind.HEADING) == ["Om prøvetiden"]


def test_a_footnote_knows_the_sentence_that_it_belongs_to(tmp_path: Path) -> None:
    body = [
        (60, 100 + 14 * n, line, "Helvetica", 11) for n, line in enumerate((*PROSE, "Loven kom sent1. Den gælder."))
    ]
    file = drawn(tmp_path / "c.pdf", *body, (60, 700, "1 Lov nr. 502 af 23. maj 2018.", "Helvetica", 8))
    (note,) = [block for block in read(file).document.blocks if block.kind is Kind.FOOTNOTE]
    assert note.opening == "Loven kom sent1."


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_shown(tmp_path: Path, degrees: int) -> None:
    file = write_pdf(tmp_path / "lige.pdf", [[(60, 100 + 14 * row, line) for row, line in enumerate(PROSE)]])
    turned = pypdfium2.PdfDocument(file)
    turned[0].set_rotation(degrees)
    turned.save(tmp_path / "drejet.pdf")
    text = squeeze(read(tmp_path / "drejet.pdf").document.pages[0].text)
    assert Counter(text) == Counter(squeeze("".join(PROSE)))
    assert all(squeeze(line) in text for line in PROSE)


def test_a_line_of_a_law_that_only_numbers_what_follows_is_its_heading(tmp_path: Path) -> None:
    said = ["Kapitel 1", "§ 1 a", PROSE[0], "§ 2", f"{PROSE[1]} Se § 1", "Kapitel 2", "§ 3", PROSE[0]]
    document = read(
        write_pdf(tmp_path / "lov.pdf", [[(60, 100 + 40 * n, line) for n, line in enumerate(said)]])
    ).document
    assert [block.section for block in document.blocks if block.kind is Kind.HEADING] == [
        ("Kapitel 1",), ("Kapitel 1", "§ 1 a"), ("Kapitel 1", "§ 2"), ("Kapitel 2",), ("Kapitel 2", "§ 3")
    ]  # fmt: skip
