"""Decades as people say them: «90'erne», «halvfemserne», «årtiet efter»."""

import re

_SPOKEN = {
    "halvfjerdserne": 1970,
    "firserne": 1980,
    "halvfemserne": 1990,
    "nullerne": 2000,
    "tierne": 2010,
    "tyverne": 2020,
}
_SPOKEN_DECADE = re.compile(rf"\b({'|'.join(_SPOKEN)})\b", re.IGNORECASE)
_WRITTEN_DECADE = re.compile(r"(?<!\d)(19|20)?(\d)0\s?[’'´`]?(?:erne|s)\b", re.IGNORECASE)
_CANONICAL = re.compile(r"\b(\d{4})’erne\b")
_NEXT = re.compile(r"\b(årtiet efter|(det )?næste årti|(the )?(next|following) decade)\b", re.IGNORECASE)
_BEFORE = re.compile(r"\b(årtiet før|(det )?forrige årti|(the )?previous decade)\b", re.IGNORECASE)
_FIRST_OF_THIS_CENTURY = 2  # «20'erne» are the 2020s, «30'erne» the 1930s


def with_whole_decades(text: str) -> str:
    """Write every decade of a text as the documents do: «1990’erne»."""
    text = _SPOKEN_DECADE.sub(lambda match: f"{_SPOKEN[match[1].lower()]}’erne", text)
    return _WRITTEN_DECADE.sub(_whole, text)


def _whole(match: re.Match[str]) -> str:
    century, tens = match.groups()
    if century is None:
        century = "20" if int(tens) <= _FIRST_OF_THIS_CENTURY else "19"
    return f"{century}{tens}0’erne"


def carry_over(whole: str, asked: str, earlier: list[str]) -> str | None:
    """Ask an earlier question again of the decade that a follow-up names, or points to.

    Parameters
    ----------
    whole
        The earlier question that stands on its own.
    asked
        The follow-up: «Og 2010’erne?», «Hvad med årtiet efter?».
    earlier
        All earlier questions, oldest first; the last decade named there is what «efter» counts from.

    Returns
    -------
    str | None
        The earlier question with the decade put in, or None where this follow-up is not about a decade. Decades are
        read and written as `with_whole_decades` writes them.
    """
    if not _CANONICAL.search(whole):
        return None
    named = _CANONICAL.search(asked)
    if named:
        decade = int(named[1])
    else:
        step = 10 if _NEXT.search(asked) else -10 if _BEFORE.search(asked) else 0
        last = [int(year) for text in earlier for year in _CANONICAL.findall(text)][-1:]
        if not step or not last:
            return None
        decade = last[0] + step
    return _CANONICAL.sub(f"{decade}’erne", whole)
