"""The languages of the pages: dates, numbers and addresses in each."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from babel.dates import format_date, format_time
from babel.numbers import format_decimal

from ingest.text import Language, Text

PREFIX: Final[dict[Language, str]] = {"da": "", "en": "en/"}
"""The path of a language's front page below the server's root."""

_LOCALE: Final[dict[Language, str]] = {"da": "da_DK", "en": "en_GB"}


@dataclass(frozen=True, slots=True)
class Hindrance:
    """A problem that a page shows: a title, and a sentence with the reason and the remedy."""

    heading: Text
    sentence: Text


def say(text: Text, language: Language, **values: object) -> str:
    """Fill in the fields in braces, with whole numbers formatted for the language."""
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
    """Return the other language."""
    return "en" if language == "da" else "da"


FRONT_PAGE = Text("", "")


@dataclass(frozen=True, slots=True)
class Address:
    """The address of a page below the front page of its language; `path` is that in each, with query and fragment."""

    language: Language
    path: Text = FRONT_PAGE

    @property
    def home(self) -> str:
        """The relative path to the front page in the same language; a proxy may add a path in front."""
        return "../" * self.path.in_(self.language).partition("?")[0].count("/") or "./"

    @property
    def root(self) -> str:
        """The relative path to the server's root."""
        return self.home.removeprefix("./") + "../" * PREFIX[self.language].count("/") or "./"

    @property
    def translation(self) -> str:
        """The relative path to the same page in the other language."""
        target = other(self.language)
        return self.root + PREFIX[target] + self.path.in_(target)


def _write(value: object, language: Language) -> str:
    return format_decimal(value, locale=_LOCALE[language]) if isinstance(value, int) else str(value)
