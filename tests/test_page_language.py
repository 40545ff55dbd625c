"""Everything that is said to people is said in Danish and in English, dates and numbers too."""

import re
from datetime import date

import pytest

from ingest.text import LANGUAGES, Text
from ui.texts import export_texts, several_texts
from ui.texts import legal as page_law_texts
from ui.texts import page_problems as page_problem_texts
from ui.texts import page_texts as texts
from ui.texts.locale import Address, other, say, say_date

SAME_IN_BOTH = {"BRAND", "STOP", "MARKDOWN", "WORD"}
"""Texts that are the same word in both languages."""


def all_texts() -> dict[str, Text]:
    found: dict[str, Text] = {}
    for module in (texts, several_texts, export_texts, page_law_texts, page_problem_texts):
        for name, value in vars(module).items():
            listed = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else (value,)
            found |= {f"{name}/{n}": text for n, text in enumerate(listed) if isinstance(text, Text)}
    return found


@pytest.mark.parametrize(("name", "text"), all_texts().items())
def test_no_text_is_missing_or_left_untranslated(name: str, text: Text) -> None:
    assert text.da.strip()
    assert text.en.strip()
    assert set(re.findall(r"{\w+}", text.da)) == set(re.findall(r"{\w+}", text.en))
    assert (text.da == text.en) == (name.partition("/")[0] in SAME_IN_BOTH)


def test_there_are_texts() -> None:
    assert len(all_texts()) > 100


def test_dates_and_numbers_follow_the_language() -> None:
    day, count = date(2026, 11, 4), Text("{count} tegn", "{count} characters")
    assert [say_date(day, language) for language in LANGUAGES] == ["4. november 2026", "4 November 2026"]
    assert [say(count, language, count=1050) for language in LANGUAGES] == ["1.050 tegn", "1,050 characters"]


@pytest.mark.parametrize(
    ("path", "danish", "english"),
    [
        (Text("", ""), ("./", "./", "./en/"), ("./", "../", "../")),
        (Text("privatliv", "privacy"), ("./", "./", "./en/privacy"), ("./", "../", "../privatliv")),
        (
            Text("documents/d/pages/8?start=0&end=4#quote", "documents/d/pages/8?start=0&end=4#quote"),
            ("../../../", "../../../", "../../../en/documents/d/pages/8?start=0&end=4#quote"),
            ("../../../", "../../../../", "../../../../documents/d/pages/8?start=0&end=4#quote"),
        ),
    ],
)
def test_a_page_knows_the_way_home_and_to_its_translation(
    path: Text, danish: tuple[str, str, str], english: tuple[str, str, str]
) -> None:
    for language, ways in (("da", danish), ("en", english)):
        address = Address(language, path)  # type: ignore[arg-type]
        assert (address.home, address.root, address.translation) == ways


def test_the_other_language_is_the_other_one() -> None:
    assert [other(language) for language in LANGUAGES] == ["en", "da"]
