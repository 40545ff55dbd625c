"""Whole numbers that a client writes into an address or a header."""

import re

_MOST_DIGITS = 9
"""No page, passage or event has a longer number, and Python refuses numbers of some thousand digits."""


def read_number(text: str, otherwise: int) -> int:
    """Read a whole number from 0; for anything else, or for a longer number, return `otherwise`."""
    return int(text) if re.fullmatch(f"[0-9]{{1,{_MOST_DIGITS}}}", text) else otherwise
