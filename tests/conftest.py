"""In CI a test that would be skipped fails, since nobody would notice there that a component is missing."""

import os
from collections.abc import Generator

import pytest

MAY_BE_ABSENT = "shared/data"
"""A test that needs the data beside the repository names it in its reason to be skipped."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _fail_if_skipped(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _fail_if_skipped(report)
    return report


def _fail_if_skipped(report: pytest.TestReport | pytest.CollectReport) -> None:
    expected = hasattr(report, "wasxfail") or MAY_BE_ABSENT in str(report.longrepr)
    if os.environ.get("CI") == "true" and report.skipped and not expected:
        report.outcome = "failed"
        report.longrepr = f"Skipped, which fails in CI: {report.longrepr}"
