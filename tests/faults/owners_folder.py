"""The owner's changes become the corpus: nothing is lost, and no document stands without those who may read it."""

import shutil
from pathlib import Path

from ingest.metadata import read_facts, write_facts
from ui.owner.workspace import REMOVED, Workspace

_RESTRICTED = {"plan.txt", "plan.md", "fusion.txt"}
_TEXTS = {
    "plan.txt": "Den gamle plan.",
    "plan.md": "# Planen\n\nDen nye plan.\n",
    "fusion.txt": "Falkenstjerne sammenlægger forvaltningerne.",
    "gammel.txt": "Reglerne fra før.",
    "fast.txt": "Det, der bliver.",
}
_CORPUS = {"plan.md", "plan.toml", "fusion.txt", "fusion.toml", "fusion.questions.jsonl", "fast.txt", "fast.toml"}


class OwnersFolder:
    """A document is replaced, one is new, one goes and one is given other facts."""

    name = "the owner's folder"
    share = 15

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def prepare(self) -> None:
        """Have all that wait."""
        shutil.rmtree(self.folder, ignore_errors=True)
        workspace = Workspace(self.folder)
        workspace.waiting.mkdir(parents=True)
        for name in ("plan.txt", "gammel.txt", "fast.txt"):
            (self.folder / name).write_text(_TEXTS[name], encoding="utf-8")
        for name in ("plan.md", "fusion.txt"):
            (workspace.waiting / name).write_text(_TEXTS[name], encoding="utf-8")
        for facts in (self.folder / "plan.toml", workspace.waiting / "plan.toml", workspace.waiting / "fusion.toml"):
            facts.write_text('groups = ["hr"]\n', encoding="utf-8")
        (self.folder / "fast.toml").write_text('title = "Før"\n', encoding="utf-8")
        (workspace.waiting / "fusion.questions.jsonl").write_text("", encoding="utf-8")
        (gone,) = [entry for entry in workspace.entries() if entry.id == "gammel"]
        workspace.take_out(gone)

    def act(self) -> None:
        """Write facts, and publish the files as `ui.owner.jobs.publishing` does."""
        workspace = Workspace(self.folder)
        with workspace.changing(alone=True):
            write_facts(self.folder / "fast.toml", {"title": "Efter"})
            workspace.make_ready()
            workspace.settle()

    def wrong_after_kill(self) -> list[str]:
        """Name documents that are lost or open to all, and facts that are half."""
        there = {path.name: path for path in self.folder.rglob("*") if path.name in _TEXTS}
        lost = [name for name, text in _TEXTS.items() if self._text(there.get(name)) != text]
        visible = [path for name, path in there.items() if name in _RESTRICTED and path.parent.name != REMOVED]
        exposed = [path.name for path in visible if read_facts(path.with_suffix(".toml")).groups != ("hr",)]
        title = read_facts(self.folder / "fast.toml").title
        half = [] if title in {"Før", "Efter"} else [f"fast.toml has the title {title}"]
        return [*(f"{name} is lost" for name in lost), *(f"{name} is open to all" for name in exposed), *half]

    def wrong_in_the_end(self) -> list[str]:
        """Name also what is left over."""
        files = {path.name for path in self.folder.iterdir() if path.is_file()}
        waiting = {path.name for path in (self.folder / ".waiting").iterdir()} - {".lock"}
        wrong = [] if files == _CORPUS else [f"the corpus holds {sorted(files ^ _CORPUS)} otherwise"]
        return [*self.wrong_after_kill(), *wrong, *(f"{name} still waits" for name in waiting)]

    @staticmethod
    def _text(file: Path | None) -> str:
        return file.read_text(encoding="utf-8") if file else ""
