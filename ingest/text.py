"""User-facing text in the product's two languages, for errors, progress and pages."""

from dataclasses import dataclass
from typing import Final, Literal

Language = Literal["da", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("da", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """One text in each language; `ui.texts.locale.say` fills in the words in braces."""

    da: str
    en: str

    def in_(self, language: Language) -> str:
        """Return the text in this language."""
        return self.da if language == "da" else self.en


def both(danish: str, english: str) -> str:
    """Write both languages on one line, as the terminal shows them."""
    return f"{danish} / {english}"
