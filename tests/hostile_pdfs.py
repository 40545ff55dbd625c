"""Small PDFs that cost minutes, or all memory, to draw or to read."""

import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

_LEVELS = 12
_TEXT = b"BT /F1 12 Tf 40 340 Td (Kommunen holder lukket om mandagen.) Tj ET "


def write_nested_forms(path: Path, pages: int = 1) -> Path:
    """Write pages with a drawing that holds ten of the next one, and so on: 10**12 rectangles in two kilobytes."""
    forms = [
        _stream(
            b"/Type /XObject /Subtype /Form /BBox [0 0 400 400] /Resources << /XObject << /X %d 0 R >> >>"
            % (6 + level),
            b"/X Do " * 10 if level < _LEVELS else b"0 0 400 400 re f ",
        )
        for level in range(1, _LEVELS + 1)
    ]
    return _write(path, _stream(b"", _TEXT + b"/X Do"), b"/XObject << /X 6 0 R >>", forms, pages)


def write_dense_pattern(path: Path, pages: int = 1) -> Path:
    """Write pages that are filled many times with a pattern of tiny tiles."""
    pattern = _stream(
        b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 400 400] /XStep 0.01 /YStep 0.01 "
        b"/Resources << >>",
        b"0 0 1 rg 0 0 400 400 re f ",
    )
    fill = b"/Pattern cs /P scn 0 0 400 400 re f " * 20
    return _write(path, _stream(b"", _TEXT + fill), b"/Pattern << /P 6 0 R >>", [pattern], pages=pages)


def write_giant_image(path: Path, side: int = 60_000) -> Path:
    """Write a page with a picture of 3,600 million pixels, squeezed into some kilobytes."""
    row = bytes(side * 3)
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(row) for _ in range(side // 100)) + packer.flush()
    image = _stream(
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 /ColorSpace /DeviceRGB "
        b"/Filter /FlateDecode" % (side, side),
        packed,
    )
    return _write(path, _stream(b"", _TEXT + b"400 0 0 400 0 0 cm /X Do"), b"/XObject << /X 6 0 R >>", [image])


def write_deep_states(path: Path, depth: int = 3_000_000) -> Path:
    """Write a page that saves its state, and clips, millions of times without restoring it."""
    content = zlib.compress(_TEXT + b"q 0 0 400 400 re W n " * depth, 9)
    return _write(path, _stream(b"/Filter /FlateDecode", content), b"", [])


HOSTILE: dict[str, Callable[[Path], Path]] = {
    "former": write_nested_forms,
    "mønster": write_dense_pattern,
    "billede": write_giant_image,
    "tilstande": write_deep_states,
}
"""Each kind by a name for its file."""


def _stream(facts: bytes, content: bytes) -> bytes:
    return b"<< %b /Length %d >>\nstream\n%b\nendstream" % (facts, len(content), content)


def _write(path: Path, content: bytes, resources: bytes, more: Sequence[bytes], pages: int = 1) -> Path:
    """Write pages with this stream as their content; `more` are objects from number 6."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [ %b] /Count %d >>" % (b"3 0 R " * pages, pages),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> %b >> >>" % resources,
        content,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *more,
    ]
    body, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    path.write_bytes(
        body
        + b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(objects) + 1, table)
        + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    )
    return path
