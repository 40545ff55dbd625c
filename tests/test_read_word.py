"""A Word document is read as its readers see it."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.document import Block, Document, Kind
from ingest.readers.read import read

NOTES = (
    f'<w:footnotes {nsdecls("w")}><w:footnote w:id="2"><w:p><w:r><w:t>Lov nr. 502 af 2018.</w:t></w:r></w:p>'
    "</w:footnote></w:footnotes>"
)
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def saved(document: WordDocument, path: Path, *, notes: bool = False) -> Path:
    """Save a document, with a footnote part if one is given."""
    if not notes:
        document.save(str(path))
        return path
    buffer = BytesIO()
    document.save(buffer)
    with ZipFile(buffer) as source, ZipFile(path, "w") as target:
        for name in source.namelist():
            data = source.read(name).decode("utf-8") if name.endswith((".xml", ".rels")) else source.read(name)
            if name == "[Content_Types].xml":
                data = str(data).replace(
                    "</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{TYPE}"/></Types>'
                )
            if name == "word/_rels/document.xml.rels":
                new = f'<Relationship Id="rIdN" Type="{RELATION}" Target="footnotes.xml"/></Relationships>'
                data = str(data).replace("</Relationships>", new)
            target.writestr(name, data)
        target.writestr("word/footnotes.xml", NOTES)
    return path


def said(document: Document) -> list[tuple[Kind, str]]:
    text = document.pages[0].text
    return [(block.kind, text[block.start : block.end]) for block in document.blocks]


def last(document: Document) -> Block:
    return document.blocks[-1]


def test_headings_lists_and_tables_keep_their_place(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_heading("Formål", 1)
    word.add_heading("Mål", 2)
    word.add_paragraph("Vi vil tre ting:")
    word.add_paragraph("Mindre papir", style="List Bullet")
    word.add_paragraph("Flere svar", style="List Number")
    table = word.add_table(2, 2)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells), ("År", "Mål", "2026", "Alt"), strict=True
    ):
        cell.text = text
    document = read(saved(word, tmp_path / "plan.docx")).document
    assert said(document) == [
        (Kind.HEADING, "Formål"), (Kind.HEADING, "Mål"), (Kind.PARAGRAPH, "Vi vil tre ting:"),
        (Kind.LIST_ITEM, "Mindre papir"), (Kind.LIST_ITEM, "Flere svar"), (Kind.TABLE, "År\tMål"),
        (Kind.TABLE, "2026\tAlt"),
    ]  # fmt: skip
    assert [block.opening for block in document.blocks[3:5]] == ["Vi vil tre ting:"] * 2
    assert last(document).opening == "År\tMål"
    assert last(document).section == ("Formål", "Mål")
    assert not document.paged


def test_a_style_of_ones_own_that_builds_on_a_heading_is_one(tmp_path: Path) -> None:
    word = docx.Document()
    style = word.styles.add_style("Kommunens kapitel", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = word.styles["Heading 2"]
    word.add_paragraph("Økonomi", style=style)
    word.add_paragraph("Det koster intet.")
    assert last(read(saved(word, tmp_path / "a.docx")).document).section == ("Økonomi",)


def test_a_footnote_stands_after_the_paragraph_and_knows_its_sentence(tmp_path: Path) -> None:
    word = docx.Document()
    paragraph = word.add_paragraph("Det er frit. Loven gælder.")
    paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>'))
    word.add_paragraph("Derefter kommer mere.")
    document = read(saved(word, tmp_path / "noter.docx", notes=True)).document
    assert [kind for kind, _ in said(document)] == [Kind.PARAGRAPH, Kind.FOOTNOTE, Kind.PARAGRAPH]
    assert document.blocks[1].opening == "Loven gælder."


@pytest.mark.parametrize(
    ("inside", "seen"),
    [
        ("<w:del><w:r><w:delText>slettet</w:delText></w:r></w:del>", ""),
        ("<w:ins><w:r><w:t>indsat</w:t></w:r></w:ins>", "indsat"),
        ("<w:sdt><w:sdtContent><w:r><w:t>felt</w:t></w:r></w:sdtContent></w:sdt>", "felt"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r>", ""),
    ],
)
def test_what_a_reader_sees_is_read_and_what_is_deleted_is_not(tmp_path: Path, inside: str, seen: str) -> None:
    word = docx.Document()
    paragraph = word.add_paragraph("Før ")
    for element in parse_xml(f"<w:p {nsdecls('w')}>{inside}</w:p>"):
        paragraph._p.append(element)
    assert read(saved(word, tmp_path / "spor.docx")).document.pages[0].text == f"Før {seen}".strip()
