"""Masking of CPR numbers, e-mail addresses and phone numbers in stored texts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.dk import cpr

from api.feedback.folding import fold
from api.feedback.pii import mask

_SEPARATORS = ("", "-", " ", "–", " - ", "\u00a0", "_", ".")


@st.composite
def _cpr_numbers(draw: st.DrawFn) -> str:
    born = draw(st.dates(date(1900, 1, 1), date(2025, 1, 1)))
    number = f"{born:%d%m%y}{draw(st.integers(0, 9999)):04}"
    return number if cpr.is_valid(number) else draw(_cpr_numbers())


_texts = st.text(st.characters(codec="utf-8") | st.sampled_from("0123456789 -.@"), max_size=40)


@given(_cpr_numbers(), st.sampled_from(_SEPARATORS), st.integers(0, 9), _texts, _texts)
def test_no_valid_cpr_number_is_left(number: str, separator: str, place: int, before: str, after: str) -> None:
    before = before.rstrip("0123456789") if before[-1:].isdecimal() else before
    if before[-1:].isdecimal() or after[:1].isdecimal():
        after, before = f" {after}", f"{before} "
    written = number[:place] + separator + number[place:]
    masked = mask(before + written + after)
    assert number not in masked
    assert written not in masked


_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212\uff0d"
_SPACES = " \u00a0\u2009\u202f\u3000\n\t"
_WIDTHLESS = "\u200b\u200d\u2060\ufeff\u00ad\u202e"
_ZEROS = "0\uff10\u0660\u06f0\u0966\U0001d7ce"
_FORMS = (
    "{d:02}{m:02}{y:02}", "{d:02} {m:02} {y:02}", "{d}.{m}.{y:02}", "{d}/{m}-{y:02}", "{d}. {m}. {year}",
    "{d:02} {m:02} {year}", "{d:02}{m:02}{year}", "{year}{m:02}{d:02}", "{year}-{m:02}-{d:02}", "{year}/{m}/{d}",
)  # fmt: skip


@st.composite
def _written_numbers(draw: st.DrawFn) -> tuple[str, str]:
    """A CPR number in one of the forms in which people and programs write it."""
    number = draw(_cpr_numbers())
    born = cpr.get_birth_date(number)
    date_form = draw(st.sampled_from(_FORMS))
    birth = date_form.format(d=born.day, m=born.month, y=born.year % 100, year=born.year)
    joint = draw(
        st.sampled_from(("-", " ", " - ", "  -  ", "", "/", "_") if birth[-3:].isdigit() else ("-", " - ", "  -  "))
    )
    zero = ord(draw(st.sampled_from(_ZEROS)))
    written = ""
    for sign in birth + joint + number[-4:]:
        if sign.isdecimal():
            written += chr(zero + int(sign))
        else:
            written += draw(st.sampled_from(_DASHES if sign == "-" else _SPACES)) if sign in "- " else sign
        if draw(st.integers(0, 9)) == 0:
            written += draw(st.sampled_from(_WIDTHLESS))
    return number, written


@given(
    _written_numbers(), st.sampled_from(("", "cpr-nr.: ", "født ", "(")), st.sampled_from(("", ".", " hvad nu?", "\n"))
)
def test_no_way_of_writing_a_cpr_number_leaves_its_digits(written: tuple[str, str], before: str, after: str) -> None:
    number, text = written
    masked = mask(before + text + after)
    assert masked.startswith(f"{before}[CPR]")
    assert masked.endswith(after)
    assert not any(sign.isdecimal() for sign in masked), (number, masked)


_AT = (
    "@",
    "\uff20",
    "\ufe6b",
    " @ ",
    "(at)",
    "[at]",
    " (at) ",
    " [ AT ] ",
    " {at} ",
    "(snabel-a)",
    " snabel-a ",
    "@\u200b",
)
_DOT = (".", "\u3002", " . ", "(dot)", " [dot] ", " dot ", " punktum ", " (punktum) ")
_words = st.text("abcdefghijklmnopqrstuvwxyzæøå0123456789", min_size=1, max_size=12)


@given(_words, st.sampled_from(_AT), _words, st.sampled_from(_DOT), st.sampled_from(("dk", "com", "kommune")))
def test_no_way_of_writing_an_address_is_left(name: str, at: str, host: str, dot: str, top: str) -> None:
    assert mask(f"skriv: {name}{at}{host}{dot}{top}!") == "skriv: [e-mail]!"


@given(_words, _words, st.sampled_from((" dot ", " punktum ", " (dot) ", " prik ")))
def test_an_address_in_words_needs_a_worded_dot(name: str, host: str, dot: str) -> None:
    assert mask(f"skriv: {name} at {host}{dot}dk!") == "skriv: [e-mail]!"
    text = f"Siger {name} at borger.dk er nede, og husker de at sætte punktum og komma?"
    if not name.isdecimal():  # eight of them could be a phone number
        assert mask(text) == text


_years = st.integers(1950, 2040)
_numbers = st.integers(1, 99)


@given(_years, st.integers(1, 12), st.integers(1, 28), st.integers(1000, 9999), st.data())
def test_a_date_and_an_amount_stay(year: int, month: int, day: int, amount: int, data: st.DataObject) -> None:
    form = data.draw(
        st.sampled_from(
            ("{d}.{m}.{y}", "{d:02}-{m:02}-{y}", "{y}-{m:02}-{d:02}", "{d:02}.{m:02}.{s:02}", "{d:02}{m:02}{s:02}")
        )
    )
    unit = data.draw(st.sampled_from((" kr.", " kroner", "kr", ",50 kr.", " %", " euro")))
    text = f"betalt den {form.format(d=day, m=month, y=year, s=year % 100)} {amount}{unit} i alt"
    assert mask(text) == text


@given(_years, st.integers(1, 12), st.integers(1, 28), st.integers(1000, 3999))
def test_four_digits_that_say_another_century_than_the_year_before_them_make_no_cpr_number(
    year: int, month: int, day: int, number: int
) -> None:
    text = f"den {day}.{month}.{max(year, 2000)} {number} borgere"
    assert mask(text) == text


@given(_numbers, _numbers, _numbers, _years, _years)
def test_paragraphs_pages_and_years_stay(one: int, two: int, three: int, first: int, second: int) -> None:
    text = (
        f"§ {one}, stk. {two}, nr. {three}, side {one}-{two}, figur {one}.{three}, {first}-{second}, {first}, {second}"
    )
    assert mask(text) == text


@given(_years, st.integers(1000, 999999), st.sampled_from(("sag", "sagsnr.", "j.nr.", "journalnummer:")))
def test_a_case_number_that_is_called_so_stays(year: int, number: int, name: str) -> None:
    text = f"se {name} {year}-{number:06} om dette"
    assert mask(text) == text


@given(st.text(max_size=60))
def test_a_span_of_a_folded_text_stands_in_the_original(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.places)
    assert list(folded.places) == sorted(folded.places)
    for at in range(len(folded.text)):
        start, end = folded.original_span(at, at + 1)
        assert folded.text[at] in fold(text[start:end]).text


@given(st.text(max_size=300))
def test_any_text_can_be_masked_and_a_masked_text_stays_as_it_is(text: str) -> None:
    masked = mask(text)
    assert mask(masked) == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Mit CPR er 010190-1234, hvad nu?", "Mit CPR er [CPR], hvad nu?"),
        ("0101901234", "[CPR]"),
        ("født 01.01.1990-1234 eller 010119901234", "født [CPR] eller [CPR]"),
        ("01 01 90 1234 og 02 02 91 - 4321", "[CPR] og [CPR]"),
        ("sag 12 34 010190 1234", "sag 12 34 [CPR]"),
        ("erstatningsnummer 610190-1234", "erstatningsnummer [CPR]"),
        ("skriv til Åse.Sø@gentofte-kommune.dk.", "skriv til [e-mail]."),
        ("010190-1234@example.dk", "[e-mail]"),
        ("ring 20 12 34 56 eller +4533121212", "ring [telefon] eller [telefon]"),
        ("tlf.:20123456, +46 8 123 456 78", "tlf.:[telefon], [telefon]"),
        ("tlf ２０１２３４５６,30\u200b12 34\u00a056 Mia", "tlf [telefon],[telefon] Mia"),
        ("cpr-nr.: 310290 1234 og personnummer 1234567890", "cpr-nr.: [CPR] og personnummer [CPR]"),
        ("1. feb. 90 - 1234, 1.januar 1990-1234", "[CPR], [CPR]"),
        ('"a b"@firma.dk x@[127.0.0.1] Å\u0308å@firma.dk', "[e-mail] [e-mail] [e-mail]"),
        ("Ægte\u00a0tekst ½ m² – \u200bstår", "Ægte\u00a0tekst ½ m² – \u200bstår"),
    ],
)
def test_what_identifies_a_person_is_replaced_by_what_it_is(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "Hvad siger strategien for 2022-2025 og 2024–2026 om 19 topchefer?",
        "Hvad skete 24.11.2026, 24-11-2026, 2026-11-24 og 2010-2013, 24 gange?",
        "25.000.000 kr. til 1.250 projekter, side 11, figur 2.3, § 5, stk. 2",
        "Sagsnummer 5101901234567 og 9913451234",
    ],
)
def test_years_dates_and_amounts_are_left_alone(text: str) -> None:
    assert mask(text) == text
