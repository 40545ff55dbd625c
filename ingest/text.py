"""User-facing text in the product's two languages, for errors, progress and pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

Language = Literal["da", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("da", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """One text in each language; `ui.texts.locale.say` fills in the words in braces."""

    da: str
    en: str

    def __str__(self) -> str:
        """Return both languages line by line, as the terminal and the log show them; a line that is the same once."""
        danish, english = self.da.split("\n"), self.en.split("\n")
        if len(danish) != len(english):
            return both(self.da, self.en)
        return "\n".join(da if da == en else both(da, en) for da, en in zip(danish, english, strict=True))

    def in_(self, language: Language) -> str:
        """Return the text in this language."""
        return self.da if language == "da" else self.en

    def filled(self, **values: object) -> "Text":
        """Return it with the words in braces filled in."""
        return Text(self.da.format(**values), self.en.format(**values))

    def after(self, place: object) -> "Text":
        """Return it with a place, such as a file's name, in front."""
        return Text(f"{place}: {self.da}", f"{place}: {self.en}")


def in_lines(texts: Iterable[Text]) -> Text:
    """Join texts to one, each on a line of its own."""
    listed = list(texts)
    return Text("\n".join(text.da for text in listed), "\n".join(text.en for text in listed))


def both(danish: str, english: str) -> str:
    """Write both languages on one line, as the terminal shows them."""
    return f"{danish} / {english}"
