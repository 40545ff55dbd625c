"""Text from a document or a question, written so that Markdown and HTML show it as it stands."""

import re

_MARKS = re.compile(r"[\\`*_\[\]<~|]|&(?=#?\w+;)")
_FIRST_MARK = re.compile(r"^(\s*(?:\d+(?=[.)]))?)([#>+=.):-])", re.MULTILINE)
"""What could make a line a heading, a list, a rule or another line's underline, after the number it may begin with."""


def escape(text: str) -> str:
    """Escape what Markdown would read as markup, links and HTML among it; ordinary prose stays as it is."""
    return _FIRST_MARK.sub(r"\1\\\2", _MARKS.sub(r"\\\g<0>", text))
