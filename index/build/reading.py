"""Documents are read once: what was understood of one is cache, and counts as long as the file and the readers do."""

from collections.abc import Callable, Iterator
from hashlib import file_digest
from importlib.metadata import version
from pathlib import Path

from pydantic import TypeAdapter

from index.build.cache import BuildCache, digest_of
from ingest.corpus import ReadOutcome
from ingest.own_code import code_of
from ingest.readers.isolated import read_all
from ingest.readers.parsed import ReadDocument

_LIBRARIES = ("pypdfium2", "python-docx", "lxml", "markdown-it-py", "py3langid")
_AS_JSON = TypeAdapter(ReadDocument)


def read_changed(
    files: tuple[Path, ...], cache: BuildCache, read: Callable[[tuple[Path, ...]], Iterator[ReadOutcome]] = read_all
) -> Iterator[ReadOutcome]:
    """Read documents as `read` does, in their order, but only those that no earlier build has read as they are now.

    A failure is not cached: its cause may be mended without a change of the file.
    """
    readers = digest_of(*map(version, _LIBRARIES), *code_of("ingest"))
    keys = [_key(readers, file) for file in files]
    missing = cache.missing(key for key in keys if key)
    outcomes = read(tuple(file for file, key in zip(files, keys, strict=True) if not key or key in missing))
    for key in keys:
        if key and key not in missing:
            yield _AS_JSON.validate_json(next(cache.contents([key])))
            continue
        outcome = next(outcomes)
        if key and isinstance(outcome, ReadDocument):
            cache.keep([(key, _AS_JSON.dump_json(outcome))])
        yield outcome


def _key(readers: str, file: Path) -> bytes | None:
    """Name a document by its content, its name and the facts beside it; None if the file cannot be opened."""
    facts = file.with_suffix(".toml")
    try:
        with file.open("rb") as content:
            digest = file_digest(content, "sha256").hexdigest()
        return bytes.fromhex(digest_of(readers, digest, file.name, facts.read_bytes() if facts.exists() else ""))
    except OSError:
        return None
