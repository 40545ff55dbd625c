"""The systems under comparison: Rundbord, and its peers in a separate virtual environment."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

import httpx
from pydantic import ValidationError

from eval.speed.in_process import InProcess
from eval.speed.speed_exam import BenchmarkError
from ingest.text import Text

PEERS = Path(__file__).with_name("peers")
NAMES = {
    "faiss": "FAISS + sentence-transformers",
    "txtai": "txtai",
    "llamaindex": "LlamaIndex",
    "haystack": "Haystack",
}
RUNDBORD = str(Path(sys.executable).with_name("rundbord"))
_OURS = ("onnxruntime", "faiss-cpu", "bm25s", "numpy", "fastapi", "gradio")
_BUILD_SECONDS = 900


@dataclass(frozen=True, slots=True)
class System:
    """A system under measurement.

    Attributes
    ----------
    command
        The command that starts its server; `--port N` is added.
    doors
        The URL path and the JSON field of a question, by `search` and `answer`.
    in_process
        Function that times the parts without HTTP; its argument is a client of the running server.
    page
        The path of the web page; empty if there is none.
    """

    name: str
    command: list[str]
    doors: Mapping[str, tuple[str, str]]
    in_process: Callable[[httpx.Client], InProcess]
    versions: Mapping[str, str]
    page: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)


def our_system(index: Path, folder: Path, limit: int | None) -> System:
    """Return `rundbord serve` over an index, with its databases in the benchmark's folder."""

    def in_process(_: httpx.Client) -> InProcess:
        command = [sys.executable, "-m", "eval.speed.in_process", str(index), *([str(limit)] if limit else [])]
        run = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  our own command
        try:
            return InProcess.model_validate_json(run.stdout)
        except ValidationError as error:
            written, said = " ".join(command), run.stderr[-1000:]
            raise BenchmarkError(
                Text(f"«{written}» gav ingen tal: {said}", f"“{written}” gave no figures: {said}")
            ) from error

    return System(
        name="Rundbord",
        command=[RUNDBORD, "serve", "--host", "127.0.0.1"],
        doors={"search": ("/api/v1/search", "query"), "answer": ("/api/v1/answer", "question")},
        in_process=in_process,
        versions={name: version(name) for name in _OURS},
        page="/",
        environment={
            "RUNDBORD_INDEX": str(index),
            "RUNDBORD_RATE_LIMIT": "off",
            "RUNDBORD_CACHE": "0",  # each round asks the same questions
            "RUNDBORD_FEEDBACK_DB": str(folder / "feedback.db"),
            "RUNDBORD_KEYS_DB": str(folder / "keys.db"),
        },
    )


def peer_systems(folder: Path, torch: str, model: str, texts: tuple[str, ...], questions: list[str]) -> list[System]:
    """Install the peers once, build each one's index of the same texts with the same weights, and return the systems.

    Parameters
    ----------
    torch
        Arguments of pip that install torch, first and separately: PyPI's Linux builds include CUDA.
    model
        A SentenceTransformer's folder or hub name.

    Raises
    ------
    BenchmarkError
        If pip or a peer's build fails.
    """
    python = _prepare_environment(folder / "venv", torch)
    versions = _installed(python)
    (folder / "texts.json").write_text(json.dumps(texts), encoding="utf-8")

    def command(verb: str, name: str) -> list[str]:
        given = {"--model": model, "--texts": str(folder / "texts.json"), "--index": str(folder / f"index-{name}")}
        return [str(python), str(PEERS), verb, name, *(part for pair in given.items() for part in pair)]

    def in_process(client: httpx.Client) -> InProcess:
        answer = client.post("/inside", json=questions).raise_for_status()
        return InProcess.model_validate_json(answer.content)

    for name in NAMES:
        shutil.rmtree(folder / f"index-{name}", ignore_errors=True)
        _run(*command("build", name))
    offline = {"HF_HUB_OFFLINE": "1", "HAYSTACK_TELEMETRY_ENABLED": "False"}
    return [
        System(title, command("serve", name), {"search": ("/search", "query")}, in_process, versions, "", offline)
        for name, title in NAMES.items()
    ]


def build_seconds(corpus: Path, folder: Path) -> float:
    """Return the seconds of `rundbord ingest` without question files and without a cache."""
    copy, index = folder / "corpus", folder / "index"
    for made in (copy, index):
        shutil.rmtree(made, ignore_errors=True)
    shutil.copytree(corpus, copy, ignore=shutil.ignore_patterns("*.questions.jsonl", "*.unanswered.jsonl"))
    began = time.perf_counter()
    _run(RUNDBORD, "ingest", str(copy), RUNDBORD_INDEX=str(index))
    return time.perf_counter() - began


def _prepare_environment(folder: Path, torch: str) -> Path:
    python, mark = folder / "bin" / "python", folder / "installed"
    wanted = f"{torch}\n{(PEERS / 'requirements.txt').read_text(encoding='utf-8')}"
    if not (mark.exists() and mark.read_text(encoding="utf-8") == wanted):
        shutil.rmtree(folder, ignore_errors=True)
        _run(sys.executable, "-m", "venv", str(folder))
        install = (str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
        _run(*install, *torch.split())
        _run(*install, "-r", str(PEERS / "requirements.txt"))
        mark.write_text(wanted, encoding="utf-8")
    return python


def _installed(python: Path) -> dict[str, str]:
    listed = _run(str(python), "-m", "pip", "--disable-pip-version-check", "freeze").splitlines()
    found = dict(line.split("==", 1) for line in listed if "==" in line)
    asked = [line.split("[")[0].split("==")[0] for line in (PEERS / "requirements.txt").read_text().splitlines()]
    return {name: found[name] for name in ("torch", *asked) if name in found}


def _run(*command: str, **environment: str) -> str:
    run = subprocess.run(  # noqa: S603  our own commands
        command, capture_output=True, text=True, check=False, timeout=_BUILD_SECONDS, env={**os.environ, **environment}
    )
    if run.returncode:
        written, said = " ".join(command), run.stderr[-1500:]
        raise BenchmarkError(
            Text(
                f"«{written}» mislykkedes; uden de andre måles med: rundbord bench --alone. {said}",
                f"“{written}” failed; to measure without the others: rundbord bench --alone. {said}",
            )
        )
    return run.stdout
