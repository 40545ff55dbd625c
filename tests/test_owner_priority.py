"""The owner's jobs run at a lower priority where the system allows it, and run elsewhere too."""

import subprocess
import sys

_DENIED = """
import errno, pyseccomp
rules = pyseccomp.SyscallFilter(defaction=pyseccomp.ALLOW)
rules.add_rule(pyseccomp.ERRNO(errno.EPERM), "setpriority")
rules.load()
"""
_WORK = """
from ui.owner.jobs.job import Job
run = Job()
print(run.work("tests.priority_job", [], {}), run.lines[0].da)
"""


def _run(program: str) -> str:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)  # noqa: S603
    return done.stdout.strip() + done.stderr


def test_it_runs_at_a_lower_priority_and_without_one_where_the_system_denies_it() -> None:
    own = int(_run("import os; print(os.nice(0))"))
    assert _run(_WORK).startswith(f"0 bygget {min(own + 10, 19)}a library's own words\n")
    assert _run(_DENIED + _WORK).startswith(f"0 bygget {own}a library's own words\n")
