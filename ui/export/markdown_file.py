"""A conversation as Markdown (CommonMark with footnotes), with all texts escaped."""

import re
from itertools import groupby

from answer.types import PartKind
from ingest.text import Language
from ui.export.conversation import Conversation, ExportedExchange, ExportedPart, ExportedSource, lay_out_conversation
from ui.texts import export_texts as texts
from ui.texts.locale import say

_MARKS = re.compile(r"[\\`*_{}\[\]<>#|~$^&!]")
_FIRST_MARK = re.compile(r"""^(\d*)(["%'()+,./:;=?@-])""")
"""Characters that could start a list, a rule or a heading, after an optional number."""


def write_markdown(conversation: Conversation, language: Language) -> str:
    """Write a conversation, oldest question first, with its sources as footnotes."""
    layout = lay_out_conversation(conversation, language)
    notes: dict[ExportedSource, int] = {}
    blocks = [f"# {layout.title}", layout.introduction]
    for exchange in layout.exchanges:
        blocks += _blocks(exchange, notes, language)
    footnotes = [f"[^{number}]: {_footnote(place, language)}" for place, number in notes.items()]
    return "\n\n".join([*blocks, *footnotes]) + "\n"


def escape(text: str) -> str:
    """Escape a line of text for Markdown and HTML."""
    return _FIRST_MARK.sub(r"\1\\\2", _MARKS.sub(r"\\\g<0>", text))


def _blocks(exchange: ExportedExchange, notes: dict[ExportedSource, int], language: Language) -> list[str]:
    blocks = [f"## {escape(exchange.question)}"]
    if exchange.limited:
        blocks.append(escape(say(texts.ONLY_IN, language, limits=exchange.limited)))
    if exchange.understood:
        blocks.append(escape(say(texts.UNDERSTOOD_AS, language, question=exchange.understood)))
    if exchange.notice:
        blocks.append(escape(exchange.notice))
    for is_list, lines in groupby(exchange.lines, key=lambda line: line.kind is PartKind.LIST_ITEM):
        written = [_line(line, notes) for line in lines]
        blocks += ["\n".join(f"- {item}" for item in written)] if is_list else written
    if exchange.nearest:
        blocks.append(f"### {texts.NEAREST.in_(language)}")
        blocks.append("\n".join(f"- {_linked(place, place.words)}" for place in exchange.nearest))
    return blocks


def _line(line: ExportedPart, notes: dict[ExportedSource, int]) -> str:
    numbers = [notes.setdefault(place, len(notes) + 1) for place in line.places]
    return escape(line.text) + "".join(f"[^{number}]" for number in numbers)


def _footnote(place: ExportedSource, language: Language) -> str:
    words = escape(place.words) + "."
    return f"{words} {_linked(place, texts.OPEN.in_(language))}" if place.url else words


def _linked(place: ExportedSource, words: str) -> str:
    return f"[{escape(words)}](<{place.url}>)" if place.url else escape(words)
