"""Text recognition of scans by ocrmypdf and tesseract's Danish, where they are installed."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from ingest.errors import DocumentError
from ingest.text import Text

_LANGUAGES = "dan+eng"
_SECONDS = 1800


def read_scan(data: bytes) -> bytes:
    """Add a text layer to a scanned PDF.

    Returns
    -------
    bytes
        The PDF with the same pages and a text layer.

    Raises
    ------
    DocumentError
        If ocrmypdf is not installed, fails or takes too long.
    """
    program = shutil.which("ocrmypdf")
    if program is None:
        raise DocumentError(
            Text(
                "ingen tekstlag: filen er en scanning. Installér ocrmypdf og tesseract-ocr-dan, så læses den.",
                "no text layer: the file is a scan. Install ocrmypdf and tesseract-ocr-dan, and it is read.",
            ),
        )
    with tempfile.TemporaryDirectory() as folder:
        scan, read = Path(folder) / "scan.pdf", Path(folder) / "read.pdf"
        scan.write_bytes(data)
        command = [program, "--language", _LANGUAGES, "--skip-text", "--output-type", "pdf", "--jobs", "1", "--quiet"]
        try:
            subprocess.run([*command, scan, read], check=True, capture_output=True, text=True, timeout=_SECONDS)  # noqa: S603
        except subprocess.CalledProcessError as error:
            reason = " ".join(error.stderr.split())[-300:]
            raise DocumentError(
                Text(
                    f"ingen tekstlag, og ocrmypdf kunne ikke læse scanningen: {reason}",
                    f"no text layer, and ocrmypdf could not read the scan: {reason}",
                ),
            ) from error
        except subprocess.TimeoutExpired as error:
            raise DocumentError(
                Text(
                    f"ingen tekstlag, og ocrmypdf blev ikke færdig på {_SECONDS // 60} minutter.",
                    f"no text layer, and ocrmypdf did not finish within {_SECONDS // 60} minutes.",
                ),
            ) from error
        return read.read_bytes()
