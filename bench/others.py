"""The others as systems that are measured: a process each in their environment, the same server around all."""

import json
import subprocess
import time
from pathlib import Path

import httpx

from bench.environment import PEERS
from bench.inside import Inside
from bench.record import BenchmarkError
from bench.system import Door, System
from ingest.weights import BUNDLED_NAME

NAMES = {
    "faiss": "FAISS + sentence-transformers",
    "txtai": "txtai",
    "llamaindex": "LlamaIndex",
    "haystack": "Haystack",
}
_BUILD_SECONDS = 900


def their_model(name: str) -> str:
    """Find the weights that the index was made with, as a folder or a hub name that sentence-transformers takes."""
    if name != BUNDLED_NAME:
        return name
    from ingest.model import bundled_model  # noqa: PLC0415  brings torch

    return str(bundled_model())


class Others:
    """Builds the others' indexes of the same texts, and gives them as systems."""

    def __init__(self, python: Path, model: str, texts: tuple[str, ...], folder: Path, questions: list[str]) -> None:
        """Take the environment's Python, the model, what is indexed, where the indexes go, and what is asked inside."""
        self._python, self._model, self._folder, self._questions = python, model, folder, questions
        self._texts = folder / "texts.json"
        self._texts.write_text(json.dumps(texts), encoding="utf-8")

    def build(self, name: str) -> float:
        """Build a peer's index in a process of its own; return the seconds from its start to its end."""
        command = self._command("build", name)
        began = time.perf_counter()
        run = subprocess.run(  # noqa: S603  our own command
            command, capture_output=True, text=True, timeout=_BUILD_SECONDS, check=False
        )
        if run.returncode:
            raise BenchmarkError(
                f"{NAMES[name]} byggede intet indeks. / «{' '.join(command)}» failed: {run.stderr[-1500:]}"
            )
        return time.perf_counter() - began

    def system(self, name: str) -> System:
        """Give a peer whose index is built."""

        def inside(client: httpx.Client) -> Inside:
            answer = client.post("/inside", json=self._questions).raise_for_status()
            return Inside.model_validate_json(answer.content)

        return System(
            name=NAMES[name],
            command=lambda port: [*self._command("serve", name), "--port", str(port)],
            doors={"search": Door("/search", "query")},
            inside=inside,
            environment={"HF_HUB_OFFLINE": "1", "HAYSTACK_TELEMETRY_ENABLED": "False"},
        )

    def _command(self, verb: str, name: str) -> list[str]:
        place = ["--model", self._model, "--texts", str(self._texts), "--index", str(self._folder / name)]
        return [str(self._python), str(PEERS), verb, name, *place]
