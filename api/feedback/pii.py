"""Masking of CPR numbers, e-mail addresses and phone numbers in a text, before it is stored.

The search is in the folded text (`api.feedback.folding`), where the form of digits, dashes and spaces does not matter.
The rest of the text stays the same, character for character.
"""

import re
from collections.abc import Callable, Iterator

from stdnum.dk import cpr
from stdnum.exceptions import ValidationError

from api.feedback.folding import fold

EMAIL = "[e-mail]"
CPR = "[CPR]"
PHONE = "[telefon]"

Span = tuple[int, int]

_AT = r"(?: ?[\[({<] ?(?:at|@|snabel-?a) ?[\])}>] ?| snabel-?a | ?@ ?)"
_DOT = r"(?: ?[\[({<] ?(?:dot|punktum|prik|\.) ?[\])}>] ?| (?:dot|punktum|prik|\.) |\.)"
_WORDED_DOT = r"(?: ?[\[({<] ?(?:dot|punktum|prik) ?[\])}>] ?| (?:dot|punktum|prik) )"
_TOP = r"(?:dk|com|org|net|eu|info|nu|gl|fo|se|no|de|uk|io)"
_NAME = r"(?:\"[^\"]{1,64}\"|[\w.+%'!#$&*/=?^`{|}~-]+)"
_LABEL = r"[\w-]+"
_EMAIL = re.compile(
    rf"{_NAME}(?:{_AT}(?:{_LABEL}(?:{_DOT}{_LABEL})+|\[[\da-f.:]+\])"
    rf"| at {_LABEL}(?:{_DOT}{_LABEL})*?(?:{_WORDED_DOT}{_TOP}\b| ?\(?dot\)? {_LABEL}))",
    re.IGNORECASE,
)
"""An e-mail address. «@» and dots may be words; the bare word «at» is Danish, and counts only with a dot as a word."""

_BETWEEN = r"(?!,\d)[\W_]{0,3}"
_SERIAL = r"(\d{2} ?\d{2})(?!\d)"
_TEN_DIGITS = re.compile(rf"(?<!\d)(?=(\d(?:{_BETWEEN}\d){{9}})(?!\d))")
"""Ten digits with up to three characters between them; a lookahead, so that overlapping ones match too."""
_NAMED = re.compile(rf"(?:cpr|personn(?:r|ummer))[^\d\[]{{0,15}}(\d(?:{_BETWEEN}\d){{9}})(?!\d)", re.IGNORECASE)
"""Ten digits after a word for CPR number."""
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_BIRTHS = tuple(
    re.compile(rf"(?<!\d)(?={date}(?: ?[-_/.:] ?| )?{_SERIAL})", re.IGNORECASE)
    for date in (
        r"(?P<d>\d\d)(?P<m>\d\d)(?P<y>\d{4})",
        r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)",
        r"(?P<d>\d\d?) ?[./-] ?(?P<m>\d\d?)(?: ?[./-] ?| )(?P<y>\d{4}|\d\d)",
        rf"(?P<d>\d\d?)\.? ?(?P<m>{'|'.join(_MONTHS)})[a-z]*\.? ?(?P<y>\d{{4}}|\d\d)",
        r"(?P<y>\d{4}) ?[./-] ?(?P<m>\d\d?) ?[./-] ?(?P<d>\d\d?)",
        r"(?P<d>\d\d) (?P<m>\d\d) (?P<y>\d{4})",
        r"(?P<y>\d{4}) (?P<m>\d\d) (?P<d>\d\d)",
    )
)
"""A date of birth in another form than in a CPR number, and four digits after it."""

_DATES = re.compile(
    r"(?:(?:19|20)\d\d ?[-/] ?(?:19|20)\d\d|\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)(?!\d)"
)
"""A date or a range of years, which could pass for a phone number, or with a number after it for a CPR number."""
_DAY_AND_MONTH = re.compile(rf"(?<!\d)\d\d?(?:[./-]\d\d?[./-]|\.? ?(?:{'|'.join(_MONTHS)})[a-z]*\.? )$", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_AMOUNT = re.compile(r"(?:,\d\d?(?!\d)|,-| ?(?:kr\b|kroner|dkk\b|euro?\b|€|%|pct\b|procent))", re.IGNORECASE)
"""The end of an amount: decimals, a currency, a percentage."""
_CASE = re.compile(r"(?:sag|sags?nr|sagsnummer|j\.? ?nr|journalnr|journalnummer)[.:]{0,2} ?$", re.IGNORECASE)
_CASE_NUMBER = re.compile(r"(?:19|20)\d\d[-/]\d+")
"""A year and a serial number, the form of authorities' case numbers."""
_REPLACEMENT_DAY = 6  # the lowest first digit of a replacement CPR number: its day is plus 60


def mask(text: str) -> str:
    """Replace e-mail addresses, CPR numbers and phone numbers by `EMAIL`, `CPR` and `PHONE`.

    Masked are ten digits that could be a CPR number, however they are spaced; a date of birth in another form with four
    digits after it; and phone numbers, foreign ones with their country code. Eight other digits that could be a phone
    number, such as a CVR number's, are masked too. Dates, years, amounts with a currency, and case numbers after a word
    for them stay.
    """
    for find, name in ((_find_addresses, EMAIL), (_find_cpr_numbers, CPR), (_find_phones, PHONE)):
        text = _replace(text, find, name)
    return text


def _replace(text: str, find: Callable[[str], Iterator[Span]], name: str) -> str:
    """Replace spans that `find` returns for the folded text, in the original."""
    folded = fold(text)
    masked, done = "", 0
    for span in sorted(find(folded.text)):
        start, end = folded.original_span(*span)
        if start >= done:
            masked += text[done:start] + name
        done = max(done, end)
    return masked + text[done:]


def _find_addresses(text: str) -> Iterator[Span]:
    return (match.span() for match in _EMAIL.finditer(text))


def _find_cpr_numbers(text: str) -> Iterator[Span]:
    yield from (match.span(1) for match in _NAMED.finditer(text))
    for match in _TEN_DIGITS.finditer(text):
        start, end = match.span(1)
        if _could_be_cpr(match[1]) and not _DATES.match(match[1]) and not _is_something_else(text, start, end):
            yield start, end
    for birth in _BIRTHS:
        for match in birth.finditer(text):
            start, end = match.start(), match.end(birth.groups)
            if _is_birth(match, birth.groups) and not _is_something_else(text, start, end):
                yield start, end


def _could_be_cpr(written: str) -> bool:
    return _birth_year(re.sub(r"\D", "", written)) is not None


def _is_birth(match: re.Match[str], last: int) -> bool:
    """Return whether a date and four digits could be a CPR number, in which the seventh digit encodes the century."""
    serial, year, month = match[last].replace(" ", ""), match["y"], match["m"].lower()
    month = str(_MONTHS.index(month) + 1) if month in _MONTHS else month
    born = _birth_year(f"{match['d']:0>2}{month:0>2}{year[-2:]}{serial}")
    return born is not None and (len(year) == len("90") or born == int(year))


def _birth_year(digits: str) -> int | None:
    """Return the year of birth in a CPR number; None if the digits are not valid."""
    if int(digits[0]) >= _REPLACEMENT_DAY:
        digits = f"{int(digits[0]) - _REPLACEMENT_DAY}{digits[1:]}"
    try:
        cpr.validate(digits)
        return cpr.get_birth_date(digits).year
    except ValidationError:
        return None


def _is_something_else(text: str, start: int, end: int) -> bool:
    """Return whether digits are, by the text around them, a date and an amount, or a case number."""
    is_amount = text[end - 5 : end - 4] == " " and _AMOUNT.match(text, end) is not None
    return is_amount or (_CASE_NUMBER.fullmatch(text[start:end]) is not None and _follows_case_word(text, start))


def _follows_case_word(text: str, start: int) -> bool:
    return _CASE.search(text[:start]) is not None


def _find_phones(text: str) -> Iterator[Span]:
    from phonenumbers import PhoneNumberMatcher  # noqa: PLC0415  58 modules, needed only for feedback

    for match in PhoneNumberMatcher(text, "DK"):
        is_date = _DATES.fullmatch(match.raw_string) or (
            _YEAR.match(match.raw_string) and _DAY_AND_MONTH.search(text[: match.start])
        )
        if not is_date and not _AMOUNT.match(text, match.end):
            yield match.start, match.end
