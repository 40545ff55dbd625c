"""Takes out of a text what identifies people, before anything is stored."""

import re
from unicodedata import decimal

from stdnum.dk import cpr

EMAIL = "[e-mail]"
CPR = "[CPR]"
PHONE = "[telefon]"

_EMAIL = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")
_TEN_DIGITS = re.compile(r"(?<!\d)(?=(\d(?:[\W_]{0,3}\d){9})(?!\d))")
"""Ten digits with up to three signs between them; ahead, so that those which overlap are found too."""
_CENTURY = re.compile(r"(?<!\d)(\d\d[\W_]?\d\d[\W_]?)(?:18|19|20)(\d\d[-– ]?\d{4})(?!\d)")
"""A CPR number with the century, which it does not have."""
_DATES = re.compile(
    r"(?:(?:19|20)\d\d\s*[-–—/]\s*(?:19|20)\d\d|\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)(?!\d)"
)
"""A date, or years from and to: as many digits as a Danish phone number, and with a number after it as a CPR number."""
_REPLACEMENT_DAY = 6  # the first digit from which a number is a replacement for a CPR number: its day plus 60


def mask(text: str) -> str:
    """Replace e-mail addresses, CPR numbers and phone numbers by what they are.

    Whatever could be a CPR number is taken for one, however it is spaced; so is a Danish phone number, or a foreign one
    that begins with its country's code. Eight other digits that could be a phone number, such as a CVR number's, go
    the same way.
    """
    without_addresses = _EMAIL.sub(EMAIL, text)
    return _mask_phones(_mask_cpr(_CENTURY.sub(_mask_century, without_addresses)))


def _mask_century(found: re.Match[str]) -> str:
    return CPR if _could_be_cpr(found[1] + found[2]) else found[0]


def _mask_cpr(text: str) -> str:
    masked, done = "", 0
    for found in _TEN_DIGITS.finditer(text):
        if _could_be_cpr(found[1]) and not _DATES.match(found[1]):
            if found.start() >= done:
                masked += text[done : found.start()] + CPR
            done = found.end(1)
    return masked + text[done:]


def _could_be_cpr(written: str) -> bool:
    digits = "".join(str(decimal(sign)) for sign in written if sign.isdecimal())
    if int(digits[0]) >= _REPLACEMENT_DAY:
        digits = f"{int(digits[0]) - _REPLACEMENT_DAY}{digits[1:]}"
    return cpr.is_valid(digits)


def _mask_phones(text: str) -> str:
    from phonenumbers import PhoneNumberMatcher  # noqa: PLC0415  58 modules, for the few who write something about an answer

    masked, done = "", 0
    for found in PhoneNumberMatcher(text, "DK"):
        if not _DATES.fullmatch(found.raw_string):
            masked += text[done : found.start] + PHONE
            done = found.end
    return masked + text[done:]
