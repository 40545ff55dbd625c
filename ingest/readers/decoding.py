"""Decoding of text files."""

from ingest.errors import DocumentError
from ingest.text import Text

_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def decode(data: bytes) -> str:
    r"""Decode UTF-8, or UTF-16 with a byte order mark; line breaks become «\n».

    Raises
    ------
    DocumentError
        If the bytes are neither.
    """
    encoding = "utf-16" if data.startswith(_UTF16) else "utf-8-sig"
    try:
        return data.decode(encoding).replace("\r\n", "\n").replace("\x00", "\ufffd")
    except UnicodeDecodeError as error:
        raise DocumentError(
            Text(
                f"filen er ikke UTF-8-tekst: {error}. Gem den som UTF-8.",
                f"the file is not UTF-8 text: {error}. Save it as UTF-8.",
            ),
        ) from error
