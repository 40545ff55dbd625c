"""The program that draws one page, or lays it out, and ends: `python -m ui.source.printed_process`.

It reads one job as JSON from its standard input, and writes a PNG, or a `PrintedPage` as JSON, to its standard output.
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from ingest.errors import CorpusError
from ingest.files.process_limits import limit_memory, limit_processor, lower_priority
from ui.source.printed_page import draw_printed_page, lay_out_printed_page

NO_SUCH_PAGE = 3
"""The exit code for a file that has no such page or is no PDF."""


def main() -> None:
    """Do the job on the standard input, within its limits."""
    job = json.load(sys.stdin.buffer)
    lower_priority()
    limit_memory(job["memory_bytes"])
    limit_processor(job["processor_seconds"])
    try:
        made = _make(job)
    except CorpusError:
        sys.exit(NO_SUCH_PAGE)
    sys.stdout.buffer.write(made)


def _make(job: dict[str, object]) -> bytes:
    match job:
        case {"pdf": str(pdf), "page": int(page), "sharpness": int(sharpness)}:
            return draw_printed_page(Path(pdf), page, sharpness)
        case {"pdf": str(pdf), "page": int(page), "text": str(text), "quote": [int(start), int(end)]}:
            return _as_json(pdf, page, text, (start, end))
        case {"pdf": str(pdf), "page": int(page), "text": str(text)}:
            return _as_json(pdf, page, text, None)
        case _:
            raise ValueError(sorted(job))


def _as_json(pdf: str, page: int, text: str, quote: tuple[int, int] | None) -> bytes:
    return json.dumps(asdict(lay_out_printed_page(Path(pdf), page, text, quote))).encode()


if __name__ == "__main__":
    main()
