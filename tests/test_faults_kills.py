"""A few of the kills of `make faults`, also as process 1 of a namespace: nothing is lost, half or left over."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.model


@pytest.mark.parametrize("more", [(), ("--apart",)])
def test_a_kill_at_a_file_operation_loses_nothing_and_leaves_nothing_over(more: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "tests.faults.kills", "--count", "7", *more]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  our own program
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith(" 0 lost, half or left over\n")
