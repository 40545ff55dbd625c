"""Fixtures of the tests of drafting: a fake language model, and the command that asks it."""

import subprocess
from pathlib import Path
from typing import Any

from tests.chat_server import ChatServer, Reply, drafted
from tests.question_corpus import FORMAL, KANTINE, OEKONOMI, questions

WORDINGS = (
    "Hvad vil vi med {}?",
    "Hvem i huset tager sig af {}?",
    "Hvornår på året sker det med {}?",
    "Kan jeg stadig regne med {} om to år?",
    "Hvordan kommer min egen afdeling i gang med {}?",
    "Er {} overhovedet noget, en chef skal bruge tid på?",
)


def useful(request: dict[str, Any]) -> Reply:
    """Draft the requested number of questions, each about the passage in the prompt."""
    message = request["messages"][-1]["content"]
    passage = next(text for text in (FORMAL, OEKONOMI, KANTINE) if text in message)
    subject = " ".join(passage.split()[:3])
    return drafted(
        [(wording.format(subject), passage) for wording in WORDINGS], [f"Hvad har {subject} kostet i tabt tid?"]
    )


def draft_from(corpus: Path, server: ChatServer, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run `rundbord questions draft` with this endpoint."""
    return questions(corpus, "draft", "plan", "--url", server.url, "--model", "lille", **environment)
