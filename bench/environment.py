"""The peers' own environment: made once, and again when what it holds changes."""

import shutil
import subprocess
import sys
from pathlib import Path

from bench.record import BenchmarkError
from index.kept import digest_of

PEERS = Path(__file__).with_name("peers")


def prepare_environment(folder: Path, torch: str) -> Path:
    """Install the peers into an environment of their own; return its Python.

    Parameters
    ----------
    folder
        Where the environment lies, or is to be made.
    torch
        What pip is given to install torch, first and alone: elsewhere PyPI's brings CUDA, and an index is named here.

    Raises
    ------
    BenchmarkError
        If pip does not succeed; without a network that is so.
    """
    python, mark = folder / "bin" / "python", folder / "installed"
    wanted = digest_of(torch, PEERS / "requirements.txt")
    if mark.exists() and mark.read_text(encoding="utf-8") == wanted:
        return python
    shutil.rmtree(folder, ignore_errors=True)
    _run(sys.executable, "-m", "venv", str(folder))
    install = (str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    _run(*install, *torch.split())
    _run(*install, "-r", str(PEERS / "requirements.txt"))
    mark.write_text(wanted, encoding="utf-8")
    return python


def installed_versions(python: Path) -> dict[str, str]:
    """Name what the environment holds of what it was asked for."""
    listed = _run(str(python), "-m", "pip", "--disable-pip-version-check", "freeze").splitlines()
    found = dict(line.split("==", 1) for line in listed if "==" in line)
    asked = [line.split("[")[0].split("==")[0] for line in (PEERS / "requirements.txt").read_text().splitlines()]
    return {name: found[name] for name in ("torch", "transformers", *asked) if name in found}


def _run(*command: str) -> str:
    run = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  our own commands
    if run.returncode:
        raise BenchmarkError(
            f"«{' '.join(command)}» mislykkedes: uden de andre måles med rundbord bench --alone. / "
            f"failed; without the others: rundbord bench --alone. {run.stderr[-1500:]}"
        )
    return run.stdout
