"""A scan is reported, and read where text recognition is installed."""

import shutil
from pathlib import Path

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import DocumentError
from ingest.readers.read import read
from tests.pdf_maker import HEIGHT, WIDTH, write_pdf

SAID = "Kommunen skal svare borgerne inden for ti dage."


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """Draw a page, render it, and make a PDF of the picture only."""
    printed = write_pdf(tmp_path / "trykt.pdf", [[(72, 120, SAID)]], size=16)
    with pypdfium2.PdfDocument(printed) as document:
        document[0].render(scale=3).to_pil().save(tmp_path / "side.png")
    canvas = Canvas(str(tmp_path / "scanning.pdf"), pagesize=(WIDTH, HEIGHT))
    canvas.drawImage(str(tmp_path / "side.png"), 0, 0, WIDTH, HEIGHT)
    canvas.save()
    return tmp_path / "scanning.pdf"


def test_without_text_recognition_a_scan_is_told_of(scan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(DocumentError, match=r"ingen tekstlag: filen er en scanning\. Installér ocrmypdf"):
        read(scan)


@pytest.mark.skipif(shutil.which("ocrmypdf") is None, reason="ocrmypdf is missing: apt-get install ocrmypdf")
def test_with_text_recognition_a_scan_is_read(scan: Path) -> None:
    reading = read(scan)
    assert SAID in reading.document.pages[0].text
    assert any("tekstgenkendelse" in warning.text.da for warning in reading.warnings)


def test_a_page_without_anything_on_it_has_no_text(tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    document.save(tmp_path / "blank.pdf")
    with pytest.raises(DocumentError, match="ingen tekstlag: filen har ingen tekst"):
        read(tmp_path / "blank.pdf")
