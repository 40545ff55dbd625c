"""`rundbord index`: the bundles that lie ready, and the way back to an older one."""

import typer
from rich.console import Console
from rich.table import Table

from index.manifest import read_manifest
from index.publish import bundles, roll_back
from ingest.errors import IndexMismatchError
from ui.commands.settings import load_build_settings

app = typer.Typer(name="index", help="De byggede indekser: se dem, og gå tilbage til et ældre.", no_args_is_help=True)


@app.command(name="list")
def list_bundles() -> None:
    """Vis de indekser, der ligger her, det nyeste først; det, der er i brug, er mærket."""
    from index.bundle import current_bundle  # noqa: PLC0415  FAISS and ONNX Runtime, which `--help` does without

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
            table.add_row(mark, bundle.name, "kan ikke læses af denne udgave", "", "")
            continue
        passages = sum(document.passages for document in manifest.documents)
        table.add_row(mark, manifest.version, manifest.created, str(len(manifest.documents)), str(passages))
    Console().print(table)


@app.command()
def rollback() -> None:
    """Tag det forrige indeks i brug igen; en kørende server skifter til det af sig selv."""
    manifest = read_manifest(roll_back(load_build_settings().index))
    Console().print(
        f"Indekset {manifest.version}, bygget {manifest.created}, er i brug igen. "
        "Det nyere ligger stadig der: rundbord index list",
        highlight=False,
        soft_wrap=True,
    )
