"""Real servers answer hostile requests over all routes, log nothing of them, and hold no connection afterwards."""

from pathlib import Path

import pytest

from tests.faults.fuzz import fuzz

pytestmark = pytest.mark.model
FEW = 600
"""`make fuzz-api` sends 20,000."""


def test_hostile_requests_are_answered_and_nothing_of_them_is_logged(tmp_path: Path) -> None:
    outcome = fuzz(FEW, 7, tmp_path)
    assert outcome.is_clean, outcome.report()
    assert outcome.statuses.total() == FEW
    assert outcome.lines > FEW / 3
    assert {200, 303, 400, 404, 422} <= outcome.statuses.keys()
