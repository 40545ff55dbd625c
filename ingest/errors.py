"""The errors Rundbord raises on purpose, drawn as a tree.

RundbordError
├── CorpusError             a document, its facts or its questions cannot be used as they are
│   └── DocumentError       one document cannot be read; the others can
├── ModelError              the sentence encoder's weights are missing or not the expected ones
├── IndexBusyError          another process is building or changing the index
├── IndexMissingError       there is no bundle to serve from
├── IndexMismatchError      a bundle is damaged, or does not fit its encoder or this version
├── QuestionError           a question cannot be understood as it was sent
├── SettingsError           a setting has a value that cannot be used
├── StorageError            a disk is full, read-only or failing
└── ServiceError            another server could not be reached or answered with an error
"""

from typing import ClassVar

from ingest.text import Text


class RundbordError(Exception):
    """An error with a text in both languages: the event, its value, and the command that mends it; safe to show.

    `str()` returns both languages on one line; a page or a response takes one of them from `text`.

    Attributes
    ----------
    text
        Whole sentences in each language.
    holds_input
        Whether the text may hold what a client sent. If so, the log shows the error without it.
    """

    holds_input: ClassVar[bool] = True

    def __init__(self, text: Text) -> None:
        super().__init__(text)
        self.text = text


class CorpusError(RundbordError):
    """A document, its facts or its question files cannot be used as they are."""


class DocumentError(CorpusError):
    """One document cannot be read: the reason, and what mends it. The others go on."""


class ModelError(RundbordError):
    """The sentence encoder's weights are missing or are not the expected ones."""

    holds_input = False


class IndexBusyError(RundbordError):
    """Another process is building or changing the index, which has to end first."""


class IndexMissingError(RundbordError):
    """There is no bundle to serve from; `rundbord ingest` makes one."""

    holds_input = False


class IndexMismatchError(RundbordError):
    """A bundle is damaged, or does not fit its encoder or this version; `rundbord ingest --force` mends it."""

    holds_input = False


class QuestionError(RundbordError):
    """A question cannot be understood as it was sent: empty, too long, or not text."""


class SettingsError(RundbordError):
    """A setting has a value that cannot be used; the message names the variable and what it accepts."""

    holds_input = False


class StorageError(RundbordError):
    """A disk is full (`full`), read-only or failing: with which file, and what mends it."""

    def __init__(self, text: Text, *, full: bool = False) -> None:
        super().__init__(text)
        self.full = full


class ServiceError(RundbordError):
    """Another server, Rundbord's or a language model's, could not be reached, or answered with an error."""
