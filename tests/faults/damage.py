"""Damage a bundle's files, one at a time, and see whether opening it and `rundbord index verify` find it.

Run as `python -m tests.faults.damage`: 1,000 flipped bits over all files, one in each byte of the manifest and its sum,
and each file emptied, cut short, removed, replaced by a folder and by a pipe. It ends with status 1 if a fault was not
found, or told otherwise than by a sentence in Danish and English.
"""

import argparse
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from typer.testing import CliRunner

from index.storage.bundle import Bundle, current_bundle, open_bundle
from index.storage.history import note_next
from index.storage.manifest import FILE_NAME, SUM_NAME
from index.storage.publish import point_to
from ingest.errors import IndexMismatchError
from tests.real_bundle import INDEX
from ui.cli.bundles import app

WHOLE_FILE = ("emptied", "cut", "removed", "folder", "pipe")


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of one file: a kind of `WHOLE_FILE`, `added`, or `flipped` with the bit's place."""

    name: str
    kind: str
    bit: int = 0


def flips(folder: Path, count: int, chance: Random) -> list[Fault]:
    """Choose bits to flip: one in each file, and the rest by chance, in a file of any size as often as in another."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    chosen = files + chance.choices(files, k=max(0, count - len(files)))
    return [
        Fault(str(path.relative_to(folder)), "flipped", chance.randrange(8 * path.stat().st_size)) for path in chosen
    ]


def manifest_flips(folder: Path, chance: Random, step: int = 1) -> list[Fault]:
    """Choose a bit of every byte, or every `step`th, of the manifest and of its sum."""
    return [
        Fault(name, "flipped", 8 * byte + chance.randrange(8))
        for name in (FILE_NAME, SUM_NAME)
        for byte in range(0, (folder / name).stat().st_size, step)
    ]


def whole_file_faults(folder: Path) -> list[Fault]:
    """List each file's faults that concern all of it, and files and folders that are added."""
    names = [str(path.relative_to(folder)) for path in sorted(folder.rglob("*")) if path.is_file()]
    added = [Fault(name, "added") for name in ("questions.rows.npy", "encoder/tokenizer.json", "documents/ny.pdf")]
    return [Fault(name, kind) for name in names for kind in WHOLE_FILE] + added


@contextmanager
def copied(original: Path) -> Iterator[Path]:
    """Give a folder of bundles whose current one is a copy, in files that are the original's until they are damaged."""
    with TemporaryDirectory(dir=INDEX.parent) as folder:
        root = Path(folder)
        shutil.copytree(original, root / original.name, copy_function=os.link)
        note_next(root, root / original.name)
        point_to(root, root / original.name)
        yield root


@contextmanager
def damaged(bundle: Path, fault: Fault) -> Iterator[None]:
    """Have a file of a copied bundle damaged for a while; the file that it shares with the original stays whole."""
    file, aside = bundle / fault.name, bundle.parent / "aside"
    if fault.kind != "added":
        file.rename(aside)
    try:
        _put(file, aside, fault)
        yield
    finally:
        shutil.rmtree(file) if file.is_dir() else file.unlink(missing_ok=True)
        if fault.kind != "added":
            aside.rename(file)


def _put(file: Path, whole: Path, fault: Fault) -> None:
    match fault.kind:
        case "flipped":
            content = bytearray(whole.read_bytes())
            content[fault.bit // 8] ^= 1 << fault.bit % 8
            file.write_bytes(content)
        case "emptied" | "added":
            file.touch()
        case "cut":
            file.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
        case "folder":
            file.mkdir()
        case "pipe":
            os.mkfifo(file)


def missed_by(root: Path, beside: Bundle | None, *, in_a_process: bool = False) -> list[str]:
    """Name the ways that did not find the damage, or told it otherwise than in a sentence of both languages."""
    ways = {"open": _open(root, beside), "verify": _verify(root)}
    if in_a_process:
        ways |= {"rundbord index verify": _run(root, "index", "verify"), "rundbord serve": _run(root, "serve")}
    return [f"{way}: {told!r}" for way, told in ways.items() if " / " not in told or "Traceback" in told]


def _open(root: Path, beside: Bundle | None) -> str:
    try:
        open_bundle(root, beside)
    except IndexMismatchError as error:
        return str(error)
    return ""


def _verify(root: Path) -> str:
    run = CliRunner().invoke(app, ["verify"], env={"RUNDBORD_INDEX": str(root)})
    if isinstance(run.exception, IndexMismatchError):
        return str(run.exception)
    return run.output if run.exit_code == 1 and isinstance(run.exception, SystemExit) else ""


def _run(root: Path, *words: str) -> str:
    environment = {**os.environ, "RUNDBORD_INDEX": str(root), "RUNDBORD_PORT": "1"}  # a port that nobody may listen on
    command = [sys.executable, "-c", "from ui.cli.program import main; main()", *words]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)  # noqa: S603
    return run.stdout + run.stderr if run.returncode == 1 else ""


def try_all(faults: list[Fault], root: Path, in_a_process: Collection[Fault] = ()) -> dict[Fault, list[str]]:
    """Try each fault, and name those that were missed with the ways that missed them.

    Some are also shown to the commands in processes of their own, which takes seconds.
    """
    bundle = open_bundle(root)  # which is whole: else nothing is shown
    missed = {}
    for fault in faults:
        with damaged(bundle.folder, fault):
            if ways := missed_by(root, bundle, in_a_process=fault in in_a_process):
                missed[fault] = ways
    open_bundle(root)
    return missed


def main() -> None:
    """Try all faults and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--flips", type=int, default=1000)
    parser.add_argument("--processes", type=int, default=40, help="faults that are shown to processes too")
    parser.add_argument("--seed", type=int, default=13)
    asked = parser.parse_args()
    chance = Random(asked.seed)  # noqa: S311  no secret
    with copied(current_bundle(INDEX)) as root:
        folder = current_bundle(root)
        faults = [*flips(folder, asked.flips, chance), *whole_file_faults(folder), *manifest_flips(folder, chance)]
        missed = try_all(faults, root, chance.sample(faults, asked.processes))
    tried, failed = Counter(fault.kind for fault in faults), Counter(fault.kind for fault in missed)
    for kind, count in tried.items():
        sys.stdout.write(f"{kind:8} {count - failed[kind]} of {count} found\n")
    for fault, ways in missed.items():
        sys.stdout.write(f"MISSED {fault}: {'; '.join(ways)}\n")
    sys.exit(bool(missed))


if __name__ == "__main__":
    main()
