"""The original files come along in a bundle, so that a quote can be seen where it was printed."""

import shutil
from pathlib import Path

from index.build.cache import link
from index.storage.checksums import damage_of, sum_of
from ingest.corpus import Corpus
from ingest.errors import CorpusError
from ingest.text import Text


def bring_documents(corpus: Corpus, before: Path, folder: Path) -> None:
    """Copy a corpus' files into a new folder; what the bundle before has as it was read now, gets a second name.

    Parameters
    ----------
    before
        Where that bundle has its files; there need be none.

    Raises
    ------
    CorpusError
        If a file is no longer what was read.
    """
    folder.mkdir()
    for file, document in zip(corpus.files, corpus.documents, strict=True):
        earlier, target = before / file.name, folder / file.name
        if damage_of(earlier, document.sha256) is None:
            link(earlier, target)
            continue
        shutil.copyfile(file, target)
        if sum_of(target) != document.sha256:
            raise CorpusError(
                Text(
                    f"{file} blev ændret, mens den blev læst. Kør: rundbord ingest",
                    f"{file} changed while it was read. Run: rundbord ingest",
                )
            )
