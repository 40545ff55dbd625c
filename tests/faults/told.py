"""Errors of the disk as they are told: over HTTP as a problem of status 507 or 503, in the terminal in a sentence."""

import json
from http import HTTPStatus

_STATUSES = {HTTPStatus.INSUFFICIENT_STORAGE: "disk-full", HTTPStatus.SERVICE_UNAVAILABLE: "disk-unusable"}


def check_problem(status: int, content_type: str, body: str) -> None:
    """Raise AssertionError where a response is not a problem that says that the disk is full or cannot be used."""
    assert content_type == "application/problem+json", (status, content_type, body)
    problem = json.loads(body)
    assert status in _STATUSES, body
    assert problem["type"].endswith(_STATUSES[HTTPStatus(status)]), body
    assert problem["detail_da"] != problem["detail_en"]


def check_sentence(said: str) -> None:
    """Raise AssertionError where a command's last line is not a sentence in both languages, or there is a traceback."""
    assert "Traceback" not in said, said[-2000:]
    last = said.rstrip().splitlines()[-1]
    assert last.startswith("Fejl: "), said[-2000:]
    assert " / " in last, last
