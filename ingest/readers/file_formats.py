"""The readable formats, and checks that a file is of the format that its name has."""

import zipfile
import zlib
from enum import StrEnum
from io import BytesIO
from pathlib import Path

import defusedxml.ElementTree
from defusedxml import DefusedXmlException

from ingest.errors import DocumentError
from ingest.text import Text

LARGEST_FILE = 250_000_000
"""The most bytes of a file."""

_LARGEST_CONTENTS = 500_000_000  # bytes of a Word file, unpacked
_LARGEST_PART = 100_000_000  # bytes of one unpacked part other than a picture
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, defusedxml.ElementTree.ParseError, NotImplementedError, RuntimeError, EOFError,
    LookupError, ValueError,
)  # fmt: skip
_TEXT_SIGNS = 4096
_ENCRYPTED_WORD = b"\xd0\xcf\x11\xe0"  # an old .doc, or a Word file with a password
_SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"PK", "application/zip"),
    (_ENCRYPTED_WORD, "application/msword"),
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)


class Format(StrEnum):
    """The readable formats; the value is the usual file ending."""

    TEXT = ".txt"
    PDF = ".pdf"
    WORD = ".docx"
    WEB = ".html"
    MARKDOWN = ".md"


_ENDINGS = {**{format_.value: format_ for format_ in Format}, ".htm": Format.WEB, ".markdown": Format.MARKDOWN}
ENDINGS = tuple(_ENDINGS)
"""All readable endings, in lower case."""


def format_of(path: Path) -> Format:
    """Determine a file's format from its name.

    Raises
    ------
    DocumentError
        If the ending is unknown.
    """
    if found := _ENDINGS.get(path.suffix.lower()):
        return found
    known = ", ".join(ENDINGS)
    raise DocumentError(
        Text(
            f"formatet {path.suffix or '(ingen endelse)'} kan ikke læses. Det kan {known}.",
            f"the format {path.suffix or '(no ending)'} cannot be read. These can: {known}.",
        ),
    )


def read_checked(path: Path) -> tuple[Format, bytes]:
    """Read a file after checking its size, its format and, of a Word file, its unpacked size.

    Raises
    ------
    DocumentError
        If the file is empty, too large, damaged, of another format than its name has, or a decompression bomb.
    """
    format_ = format_of(path)
    size = path.stat().st_size
    if size > LARGEST_FILE:
        megabytes, most = size // 1_000_000, LARGEST_FILE // 1_000_000
        raise DocumentError(
            Text(
                f"filen er {megabytes} MB; der læses højst {most} MB. Del den i flere filer.",
                f"the file is {megabytes} MB; at most {most} MB are read. Split it into several files.",
            ),
        )
    data = path.read_bytes()
    check(path, format_, data)
    return format_, data


def check(path: Path, format_: Format, data: bytes) -> None:
    """Check that a file's content is of its format and no decompression bomb.

    Raises
    ------
    DocumentError
        If the file is empty, of another format than `format_`, damaged, or a decompression bomb.
    """
    if not data.strip():
        raise DocumentError(
            Text("filen er tom: der er intet at indeksere.", "the file is empty: there is nothing to index.")
        )
    if format_ is Format.PDF and b"%PDF-" not in data[:1024]:
        raise _wrong_ending(path, data)
    if format_ is Format.WORD:
        _check_word(path, data)
    elif format_ is not Format.PDF and (data.startswith((b"%PDF-", b"PK\x03\x04", _ENCRYPTED_WORD)) or _binary(data)):
        raise _wrong_ending(path, data)


def _check_word(path: Path, data: bytes) -> None:
    if data.startswith(_ENCRYPTED_WORD):
        raise DocumentError(
            Text(
                "filen er låst med adgangskode eller er en gammel .doc-fil. Gem den som .docx uden adgangskode.",
                "the file has a password or is an old .doc file. Save it as .docx without a password.",
            ),
        )
    if not data.startswith(b"PK\x03\x04"):
        raise _wrong_ending(path, data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            _check_sizes(parts)
            if "[Content_Types].xml" not in names or not any(name.startswith("word/") for name in names):
                raise _wrong_ending(path, data)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with archive.open(part) as stream:
                        for _, element in defusedxml.ElementTree.iterparse(stream, forbid_dtd=True):
                            element.clear()
    except DefusedXmlException as error:
        raise DocumentError(
            Text(
                "filen indeholder XML-entiteter, som et Word-dokument ikke har. Den læses ikke.",
                "the file holds XML entities, which no Word document has. It is not read.",
            ),
        ) from error
    except _DAMAGED as error:
        raise DocumentError(
            Text(
                f"Word-filen er beskadiget eller ikke hel: {error}. Hent eller gem den igen.",
                f"the Word file is damaged or not whole: {error}. Fetch or save it again.",
            ),
        ) from error


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    texts = [part for part in parts if not part.filename.startswith("word/media/")]
    if sum(part.file_size for part in parts) > _LARGEST_CONTENTS or any(p.file_size > _LARGEST_PART for p in texts):
        megabytes = sum(part.file_size for part in parts) // 1_000_000
        raise DocumentError(
            Text(
                f"filen pakker ud til {megabytes} MB, mere end et dokument fylder. Den læses ikke.",
                f"the file unpacks to {megabytes} MB, more than a document takes. It is not read.",
            ),
        )


def _binary(data: bytes) -> bool:
    return b"\x00" in data[:_TEXT_SIGNS] and not data.startswith((b"\xff\xfe", b"\xfe\xff"))


def _wrong_ending(path: Path, data: bytes) -> DocumentError:
    found = _content(data)
    return DocumentError(
        Text(
            f"filen hedder {path.suffix}, men indholdet er {found}. Giv den den rigtige endelse.",
            f"the file is named {path.suffix}, but its content is {found}. Give it the right ending.",
        ),
    )


def _content(data: bytes) -> str:
    if not _binary(data) and not data.startswith((b"%PDF-", b"PK")):
        return "ren tekst (plain text)"
    return next((name for start, name in _SIGNATURES if data.startswith(start)), "ukendt (unknown)")
