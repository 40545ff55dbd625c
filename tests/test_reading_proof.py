"""Fidelity on real documents: letters are preserved, pdftotext has the same quotes by page, headings are found."""

import shutil
from pathlib import Path

import pytest

from eval.reading.fidelity import measure
from eval.reading.found_headings import find_counted, known_headings
from ingest.corpus import find_documents
from ingest.readers.isolated import read_all
from ingest.readers.parsed import Failure, ReadDocument
from ingest.readers.pdf import rectangles as pdf_rectangles
from ingest.sentences import body_sentences

ROOT = Path(__file__).parent.parent
HEADINGS = ROOT / "eval" / "headings"
DOCUMENTS = next(
    (folder / "shared/data/documents" for folder in (ROOT.parent, Path("/work")) if (folder / "shared/data").exists()),
    ROOT.parent / "shared/data/documents",
)
pytestmark = pytest.mark.skipif(not DOCUMENTS.exists(), reason="shared/data/documents is not beside the repository")

FOUND = {  # of the counted headings, at least so many, and at most so many others
    "ddf_cms_udrulningsplan": (1, 1),
    "digst_dcat-ap-dk_faq": (35, 0),
    "digst_govcloud_stories": (11, 0),
    "digst_introduktion_dcat-ap-dk_2021_slides": (15, 15),
    "digst_referencearkitektur_deling_af_data_v0.5_2017": (52, 8),
    "lov_aftaleloven": (8, 0),
    "os2rollekatalog_Sikkerhed": (27, 0),
}
LEAST_KEPT = 0.995


@pytest.fixture(scope="module")
def outcomes() -> dict[Path, ReadDocument | Failure]:
    files = find_documents([DOCUMENTS])
    return dict(zip(files, read_all(files), strict=True))


def readings(outcomes: dict[Path, ReadDocument | Failure]) -> list[tuple[Path, ReadDocument]]:
    return [(file, outcome) for file, outcome in outcomes.items() if isinstance(outcome, ReadDocument)]


def test_all_but_the_text_that_calls_itself_word_are_read(outcomes: dict[Path, ReadDocument | Failure]) -> None:
    (failure,) = [outcome for outcome in outcomes.values() if isinstance(outcome, Failure)]
    assert failure.file.name.startswith("edge_ikke_en_docx")
    assert len(readings(outcomes)) == 8


def test_letters_are_kept_and_quotes_stand_on_their_page(outcomes: dict[Path, ReadDocument | Failure]) -> None:
    assert shutil.which("pdftotext"), "pdftotext is missing: apt-get install poppler-utils"
    for file, reading in readings(outcomes):
        faithfulness = measure(file, reading)
        assert faithfulness.preserved >= LEAST_KEPT, file.name
        assert faithfulness.misplaced == (), file.name
        assert faithfulness.verified == (file.suffix == ".pdf")


def test_headings_are_found_where_a_person_counted_them(outcomes: dict[Path, ReadDocument | Failure]) -> None:
    found = {
        reading.document.id: find_counted(reading.document, known)
        for _, reading in readings(outcomes)
        if (known := known_headings(HEADINGS, reading.document.id))
    }
    assert found.keys() == FOUND.keys()
    for name, (right, extra) in FOUND.items():
        assert found[name].right >= right, found[name].missing
        assert found[name].extra <= extra, name


def test_a_page_that_is_nearly_only_a_picture_is_told_of(outcomes: dict[Path, ReadDocument | Failure]) -> None:
    slides = next(reading for file, reading in readings(outcomes) if "slides" in file.name)
    assert 3 in {warning.page for warning in slides.warnings if "billede" in warning.text.da}


def test_every_sentence_of_a_pdf_can_be_marked_on_its_page(outcomes: dict[Path, ReadDocument | Failure]) -> None:
    file, reading = next((f, r) for f, r in readings(outcomes) if f.name == "lov_aftaleloven.pdf")
    sentences = body_sentences(reading.document)
    for page in reading.document.pages:
        lines = pdf_rectangles._characters(file, page.number)
        for sentence in (sentence for sentence in sentences if sentence.page == page.number):
            assert pdf_rectangles._rectangles(lines, page.text, sentence.start, sentence.end), sentence.text
