"""A few of the disk errors of `make faults`: each is told in a sentence, and nothing is half or left over."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.model


def test_an_error_of_the_disk_at_a_file_operation_is_told_and_leaves_nothing_half() -> None:
    command = [sys.executable, "-m", "tests.faults.disk", "--count", "2"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  our own program
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith(" 0 half, left over or not told\n")
