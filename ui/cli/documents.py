"""`rundbord documents`: the indexed documents and the metadata of each."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ingest.errors import CorpusError
from ingest.text import Text
from ui.build_settings import load_build_settings
from ui.cli.terminal_text import plain

app = typer.Typer(name="documents", help="Dokumenterne og deres oplysninger.", no_args_is_help=True)


@app.command(name="list")
def list_documents() -> None:
    """Vis dokumenterne med udgiver, dato, udgave og grupper; dem, som en nyere udgave har afløst, er mærket."""
    from index.filters import OWNER, select_documents  # noqa: PLC0415
    from index.storage.bundle import STORE, current_bundle  # noqa: PLC0415  FAISS and ONNX Runtime; `--help` needs neither
    from index.storage.store import PassageStore  # noqa: PLC0415

    store = PassageStore(current_bundle(load_build_settings().index) / STORE)
    versions = store.versions()
    answering = select_documents(versions, None, OWNER)
    table = Table()
    for column in ("Dokument", "Titel", "Udgiver", "Udgivet", "Udgave", "Kun for", ""):
        table.add_column(column)
    for version in versions:
        edition = ", ".join(filter(None, (version.work, version.edition)))
        replaced = "" if version.document_id in answering else "afløst"
        title = store.document(version.document_id).title
        readers = ", ".join(sorted(version.groups))
        shown = (version.document_id, title, version.publisher, version.published, edition, readers, replaced)
        table.add_row(*(escape(plain(text)) for text in shown))
    Console().print(table)


@app.command(name="set")
def set_facts(  # noqa: PLR0913  each is a fact of the document
    document: Annotated[str, typer.Argument(help="Dokumentets navn: filens, uden endelse.")],
    *,
    title: Annotated[str | None, typer.Option(help="Titlen.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Udgiveren.")] = None,
    published: Annotated[str | None, typer.Option(help="Udgivet: ÅÅÅÅ, ÅÅÅÅ-MM eller ÅÅÅÅ-MM-DD.")] = None,
    work: Annotated[str | None, typer.Option(help="Det, som alle udgaver af dokumentet hedder her.")] = None,
    edition: Annotated[str | None, typer.Option(help="Hvad denne udgave kaldes.")] = None,
    link: Annotated[str | None, typer.Option(help="Hvor dokumentet er udgivet.")] = None,
    group: Annotated[
        list[str] | None,
        typer.Option(help="En gruppe, der alene må læse det; kan gentages. --group '' er alle, der må spørge."),
    ] = None,
) -> None:
    """Skriv oplysninger i dokumentets .toml-fil; resten af filen bliver, som den er. Byg så indekset igen."""
    from ingest.metadata import write_facts  # noqa: PLC0415  serving does not need it

    given = {
        "title": title,
        "publisher": publisher,
        "published": published,
        "work": work,
        "edition": edition,
        "source_url": link,
        "groups": None if group is None else [name for name in group if name],
    }
    path = _find(document).with_suffix(".toml")
    write_facts(path, {name: value for name, value in given.items() if value is not None})
    Console().print(f"Skrevet i {path}. Tag det i brug med: rundbord ingest", highlight=False, soft_wrap=True)


def _find(document: str) -> Path:
    from ingest.corpus import find_documents  # noqa: PLC0415  imports the readers
    from ingest.document import document_id  # noqa: PLC0415

    corpus = load_build_settings().corpus
    for file in find_documents([corpus]):
        if document_id(file) == document:
            return file
    raise CorpusError(
        Text(
            f"Der er intet dokument «{document}» i {corpus}. Se navnene med: rundbord documents list",
            f"There is no document “{document}” in {corpus}. See the names with: rundbord documents list",
        )
    )
