"""No CPR number, e-mail address or phone number is left in a text that is stored."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.dk import cpr

from api.masking import mask

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
