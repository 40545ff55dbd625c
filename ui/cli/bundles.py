"""`rundbord index`: list, verify and roll back the built bundles."""

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from index.storage.history import bundles
from index.storage.manifest import read_manifest
from ingest.errors import IndexMismatchError
from ui.build_settings import load_build_settings

app = typer.Typer(
    name="index", help="De byggede indekser: se dem, efterse dem, og gå tilbage til et ældre.", no_args_is_help=True
)


@app.command(name="list")
def list_bundles() -> None:
    """Vis de indekser, der ligger her, det senest ibrugtagne først; det, der er i brug, er mærket."""
    from index.storage.bundle import current_bundle  # noqa: PLC0415  FAISS and ONNX Runtime; `--help` needs neither

    root = load_build_settings().index
    current = current_bundle(root)
    table = Table(title=f"Indekser i {root}", title_justify="left")
    for column in ("", "Indeks", "Bygget", "Dokumenter", "Afsnit"):
        table.add_column(column)
    for bundle in bundles(root):
        mark = "*" if bundle == current else ""
        try:
            manifest = read_manifest(bundle)
        except IndexMismatchError:
            table.add_row(mark, bundle.name, "beskadiget eller af en anden udgave", "", "")
            continue
        passages = sum(document.passages for document in manifest.documents)
        table.add_row(mark, manifest.version, manifest.created, str(len(manifest.documents)), str(passages))
    Console().print(table)


@app.command()
def verify() -> None:
    """Se efter, om hver fil i det indeks, der er i brug, er, som den blev bygget. Slutter med kode 1, hvis en ikke er.

    En server, der starter eller skifter indeks, gør det selv, og tager ikke et beskadiget i brug.
    """
    from index.storage.bundle import current_bundle, find_damage  # noqa: PLC0415  FAISS; `--help` does not need it

    bundle = current_bundle(load_build_settings().index)
    manifest = read_manifest(bundle)
    damaged = find_damage(bundle, manifest)
    console = Console()
    for name, what in damaged.items():
        console.print(f"[bold red]Beskadiget:[/] {escape(f'{name}: {what.value}')}", highlight=False, soft_wrap=True)
    if damaged:
        console.print(
            "Byg indekset igen med rundbord ingest, eller gå tilbage til det, der var i brug før, med rundbord index "
            "rollback. / Build it again with rundbord ingest, or go back to the one before with rundbord index "
            "rollback.",
            highlight=False,
            soft_wrap=True,
        )
        raise typer.Exit(1)
    console.print(
        f"Alle {len(manifest.files)} filer i {bundle} er, som de blev bygget. / All files are as they were built.",
        highlight=False,
        soft_wrap=True,
    )


@app.command()
def rollback() -> None:
    """Tag det indeks, der var i brug før, i brug igen, hvis det er helt; en kørende server skifter af sig selv."""
    from index.storage.rollback import roll_back  # noqa: PLC0415  FAISS and ONNX Runtime; `--help` needs neither

    manifest = read_manifest(roll_back(load_build_settings().index))
    Console().print(
        f"Indekset {manifest.version}, bygget {manifest.created}, er i brug igen. "
        "Det nyere ligger stadig der: rundbord index list / "
        f"The index {manifest.version}, built {manifest.created}, is in use again. The newer one is still there: "
        "rundbord index list",
        highlight=False,
        soft_wrap=True,
    )
