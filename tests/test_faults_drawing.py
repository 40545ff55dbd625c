"""Searches are answered while 64 clients ask for pages that are bad, or many; the times are measured by the program."""

import pytest

from tests.faults.drawing import BAD, ORDINARY, Load, measure

pytestmark = pytest.mark.model


def test_every_search_is_answered_while_64_clients_turn_bad_or_ordinary_pages() -> None:
    alone, beside = measure(Load(seconds=3, pages=4))
    for searches in (alone, beside[BAD].searches, beside[ORDINARY].searches):
        assert set(searches.statuses) == {"200"}
    assert set(beside[BAD].pages) <= {"422"}
    assert set(beside[ORDINARY].pages) <= {"200"}
