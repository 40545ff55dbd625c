"""The languages that Rundbord speaks to people in: its words, dates and numbers, and where each one's pages are."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from babel.dates import format_date, format_time
from babel.numbers import format_decimal

from ingest.text import Language, Text

PREFIX: Final[dict[Language, str]] = {"da": "", "en": "en/"}
"""Where a language's front page is, below the server's own root."""

_LOCALE: Final[dict[Language, str]] = {"da": "da_DK", "en": "en_GB"}


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Something that cannot be shown: in a few words, and in a sentence that says why, and what to do."""

    heading: Text
    sentence: Text


def say(text: Text, language: Language, **values: object) -> str:
    """Fill in the words in braces, whole numbers as the language writes them."""
    written = {name: _write(value, language) for name, value in values.items()}
    return text.in_(language).format(**written)


def say_date(day: date, language: Language) -> str:
    """Write a date in words: «24. november 2026», “24 November 2026”."""
    return str(format_date(day, "long", _LOCALE[language]))


def say_moment(moment: str, language: Language) -> str:
    """Write a moment of ISO 8601 as the day in words and the server's own time: «24. november 2026 kl. 14.05»."""
    local = datetime.fromisoformat(moment).astimezone()
    at = Text("kl.", "at").in_(language)
    return f"{say_date(local, language)} {at} {format_time(local, 'short', locale=_LOCALE[language])}"


def other(language: Language) -> Language:
    """Name the language that a reader can change to."""
    return "en" if language == "da" else "da"


FRONT_PAGE = Text("", "")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a page is, below the front page of its language; `path` names it in each, query and fragment included."""

    language: Language
    path: Text = FRONT_PAGE

    @property
    def home(self) -> str:
        """The way to the front page in the same language; relative, since a proxy may put a path in front."""
        return "../" * self.path.in_(self.language).partition("?")[0].count("/") or "./"

    @property
    def root(self) -> str:
        """The way to the server's own root."""
        return self.home.removeprefix("./") + "../" * PREFIX[self.language].count("/") or "./"

    @property
    def translation(self) -> str:
        """The way to the same page in the other language."""
        target = other(self.language)
        return self.root + PREFIX[target] + self.path.in_(target)


def _write(value: object, language: Language) -> str:
    return format_decimal(value, locale=_LOCALE[language]) if isinstance(value, int) else str(value)
