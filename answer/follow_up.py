"""A follow-up that only names something else: «Og Frederiksberg?»."""

import re

_CAPITALISED = r"[^\W\d_a-zæøå][\w-]+"
_NAME = rf"{_CAPITALISED}(?:\s(?:(?:for|og|af|i|and|of)\s)?{_CAPITALISED})*"
_ONLY_NAMES = re.compile(rf"(?i:og|men|hvad så med|hvad med|og hvad med|and|what about|how about)\s+({_NAME})\s*\?*")
_NAMED = re.compile(rf"(?<=\s){_NAME}")


def rename(whole: str, asked: str) -> str | None:
    """Ask an earlier question again of the name that a follow-up brings.

    Parameters
    ----------
    whole
        The earlier question that stands on its own: «Hvem deltog fra Gladsaxe Kommune?».
    asked
        The follow-up: «Og Frederiksberg?».

    Returns
    -------
    str | None
        «Hvem deltog fra Frederiksberg?», or None where the follow-up brings more than a name, or the earlier question
        names nothing, or several things. A name is a run of capitalised words.
    """
    only = _ONLY_NAMES.fullmatch(asked)
    named = list(_NAMED.finditer(whole))
    if only is None or len(named) != 1:
        return None
    return whole[: named[0].start()] + only[1] + whole[named[0].end() :]
