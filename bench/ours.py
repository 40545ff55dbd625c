"""Rundbord as a system that is measured: the command that a user starts, and the index that she has."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import httpx
from pydantic import ValidationError

from bench.inside import Inside
from bench.record import BenchmarkError
from bench.system import Door, System

NAME = "Rundbord"


def build_ours(corpus: Path, folder: Path) -> float:
    """Ingest the documents without their question files, which the others have none of; return the seconds it took.

    Nothing is kept from before: every text is encoded.
    """
    copy, index = folder / "corpus", folder / "index"
    for made in (copy, index):
        shutil.rmtree(made, ignore_errors=True)
    shutil.copytree(corpus, copy, ignore=shutil.ignore_patterns("*.questions.jsonl", "*.unanswered.jsonl"))
    command = [_rundbord(), "ingest", str(copy)]
    began = time.perf_counter()
    run = subprocess.run(  # noqa: S603  our own command
        command, capture_output=True, text=True, check=False, env={**os.environ, "RUNDBORD_INDEX": str(index)}
    )
    if run.returncode:
        raise BenchmarkError(f"Intet indeks blev bygget. / «{' '.join(command)}» failed: {run.stderr[-1500:]}")
    return time.perf_counter() - began


def _rundbord() -> str:
    return str(Path(sys.executable).with_name("rundbord"))


def our_system(index: Path, folder: Path, limit: int | None) -> System:
    """Serve an index, with what the server keeps of its users in a folder of the benchmark's."""

    def command(port: int) -> list[str]:
        return [_rundbord(), "serve", "--host", "127.0.0.1", "--port", str(port)]

    def inside(_: httpx.Client) -> Inside:
        asked = [sys.executable, "-m", "bench.inside", str(index), *([str(limit)] if limit else [])]
        run = subprocess.run(asked, capture_output=True, text=True, check=False)  # noqa: S603  our own command
        try:
            return Inside.model_validate_json(run.stdout)
        except ValidationError as error:
            raise BenchmarkError(
                f"Målingen i processen mislykkedes. / «{' '.join(asked)}» gave no figures: {run.stderr[-1000:]}"
            ) from error

    return System(
        name=NAME,
        command=command,
        doors={"search": Door("/api/v1/search", "query"), "answer": Door("/api/v1/answer", "question")},
        inside=inside,
        page="/",
        without_page={"RUNDBORD_PAGE": "off"},
        environment={
            "RUNDBORD_INDEX": str(index),
            "RUNDBORD_RATE_LIMIT": "off",
            "RUNDBORD_CACHE": "0",  # the same questions come in each round
            "RUNDBORD_FEEDBACK_DB": str(folder / "feedback.db"),
            "RUNDBORD_KEYS_DB": str(folder / "keys.db"),
        },
    )
