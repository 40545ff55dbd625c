"""On what it was measured."""

import platform
import subprocess
from importlib.metadata import version
from pathlib import Path

import psutil

from bench.record import Machine

_OURS = ("onnxruntime", "faiss-cpu", "bm25s", "numpy", "sentencepiece", "fastapi", "uvicorn", "gradio")


def this_machine() -> Machine:
    """Describe the machine and its Python."""
    return Machine(
        system=platform.platform(),
        processor=_processor(),
        cores=psutil.cpu_count() or 1,
        memory_gigabytes=round(psutil.virtual_memory().total / 1e9, 1),
        python=platform.python_version(),
    )


def our_versions() -> dict[str, str]:
    """Name the libraries that our speed depends on."""
    return {name: version(name) for name in _OURS}


def this_commit() -> str:
    """Name the commit that is measured, with a plus where files were changed; empty outside a repository."""
    git = ["git", "-C", str(Path(__file__).parent)]
    head = subprocess.run([*git, "rev-parse", "--short=12", "HEAD"], capture_output=True, text=True, check=False)  # noqa: S603
    changed = subprocess.run([*git, "status", "--porcelain", "-uno"], capture_output=True, text=True, check=False)  # noqa: S603
    return head.stdout.strip() + ("+" if changed.stdout.strip() else "")


def _processor() -> str:
    facts = Path("/proc/cpuinfo")
    lines = facts.read_text(encoding="utf-8").splitlines() if facts.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
