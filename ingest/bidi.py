"""Removal of Unicode's bidirectional controls: invisible characters that make text look different."""

import re
from typing import Annotated

from pydantic import BeforeValidator

_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters with the Unicode property Bidi_Control."""


def without_bidi_controls(text: str) -> str:
    """Remove the controls from a text."""
    return _CONTROLS.sub("", text)


def _cleaned(value: object) -> object:
    return without_bidi_controls(value) if isinstance(value, str) else value


BidiFreeText = Annotated[str, BeforeValidator(_cleaned)]
"""A text field that pydantic validates, without the controls."""
