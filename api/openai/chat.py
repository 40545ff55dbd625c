"""Conversion of chats to questions, and of answers to text for a chat, sources included."""

from answer.escape import escape
from answer.messages import EMPTY, TOO_LONG
from answer.question_language import notice_language
from answer.types import LONGEST_QUESTION, MOST_TURNS, Question, Turn
from api.openai.chat_models import ChatMessage, ChatRequest
from api.rest.requests import Limits
from api.rest.responses import AnswerResponse, PlaceModel, SearchResponse
from ingest.errors import QuestionError

_SOURCES = {"da": "Kilder:", "en": "Sources:"}
_PAGE = {"da": "side", "en": "page"}
_LONGEST_EXCERPT = 200


def question_of(chat: ChatRequest) -> Question:
    """Take the last user message as the question and those before it as the history.

    A client sends the whole chat. Only the latest turns with a valid question are kept.

    Raises
    ------
    QuestionError
        If there is no user message, or the last is blank or too long.
    """
    messages = [message for message in chat.messages if message.role in {"user", "assistant"}]
    while messages and messages[-1].role == "assistant":
        messages.pop()
    *earlier, last = messages or [ChatMessage(role="user")]
    text = last.text.strip()
    if not text:
        raise QuestionError(EMPTY)
    if len(text) > LONGEST_QUESTION:
        raise QuestionError(TOO_LONG.filled(length=len(text), longest=LONGEST_QUESTION))
    turns: list[Turn] = []
    for message in earlier:
        if message.role == "user":
            turns.append(Turn(message.text.strip()))
        elif turns:
            turns[-1] = Turn(turns[-1].question, message.text)
    valid = [turn for turn in turns if any(map(str.isalnum, turn.question)) and len(turn.question) <= LONGEST_QUESTION]
    return (chat.rundbord or Limits()).question_within(text, tuple(valid[-MOST_TURNS:]))


def paragraphs(answer: AnswerResponse, server: str) -> list[str]:
    """Write an answer for a chat: its paragraphs, then the source of each [n], or the nearest passages.

    Parameters
    ----------
    server
        The server's address for the client, without a slash at its end; links begin with it.
    """
    language = notice_language(answer.question)
    lines = answer.answer.split("\n\n")
    if answer.answered:
        lines.append(_SOURCES[language])
        lines += [f"- [{citation.number}] {_link(citation, server, language)}" for citation in answer.citations]
        return lines
    return lines + [
        f"- {_link(hit.passage, server, language)}: «{escape(_excerpt(hit.passage.text))}»" for hit in answer.nearest
    ]


def passages(response: SearchResponse, server: str) -> list[str]:
    """Write the passages of a search, each with a link to its place."""
    language = notice_language(response.query)
    return [f"{hit.rank}. {_link(hit.passage, server, language)}\n\n{hit.passage.text}" for hit in response.hits]


def _excerpt(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_EXCERPT else f"{line[:_LONGEST_EXCERPT].rpartition(' ')[0]} …"


def _link(place: PlaceModel, server: str, language: str) -> str:
    title = escape(place.document_title)
    name = f"{title}, {_PAGE[language]} {place.page_label}" if place.page_label else title
    return f"[{name}]({server}{place.url})"
