"""`rundbord keys create | list | revoke`: the access keys of programs."""

from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from api.access.caller import READERS, Scope
from api.access.keys import Key, KeyStore
from api.settings import load_settings
from ingest.errors import SettingsError
from ingest.text import Text
from ui.cli.terminal_text import plain

app = typer.Typer(
    name="keys",
    help="Nøgler til programmer, der spørger over REST. / Keys for programs that ask over REST.",
    no_args_is_help=True,
)


@app.command()
def create(
    name: Annotated[str, typer.Argument(help="Hvem nøglen er til, fx «Intranettets søgning».")],
    scope: Annotated[
        list[Scope] | None, typer.Option(help="Hvad den må; kan gentages. Ellers search, answer og feedback.")
    ] = None,
    days: Annotated[int | None, typer.Option(help="Hvor mange dage den gælder; ellers uden ende.", min=1)] = None,
    group: Annotated[
        list[str] | None, typer.Option(help="En gruppe, hvis dokumenter den må læse; kan gentages.")
    ] = None,
) -> None:
    """Lav en nøgle, og vis den denne ene gang. / Make a key and show it this once."""
    key, secret = _open().create(name, scope or READERS, days, group or ())
    print(secret)  # noqa: T201  alone on its line, for a pipe
    Console(stderr=True, highlight=False, soft_wrap=True).print(
        f"Nøglen {key.id} er lavet. Den vises kun nu: gem den, hvor programmet læser den, og send den som "
        "«Authorization: Bearer …». Når serveren er startet igen, svarer den kun den, den kender.\n"
        f"[dim]The key {key.id} is made and shown only now: keep it where the program reads it, and send it as "
        "“Authorization: Bearer …”. Once restarted, the server answers only those it knows.[/]"
    )


@app.command("list")
def list_keys() -> None:
    """Vis nøglerne, også de tilbagekaldte. / List the keys, revoked ones too."""
    table = Table("Id", "Navn", "Må", "Grupper", "Lavet", "Udløber", "Tilbagekaldt")
    for key in _open().listed():
        table.add_row(*_cells(key))
    Console(highlight=False).print(table)


@app.command()
def revoke(key: Annotated[str, typer.Argument(metavar="ID", help="Nøglens id fra listen.")]) -> None:
    """Tilbagekald en nøgle, straks og for altid. / Revoke a key, now and for good."""
    if not _open().revoke(key):
        raise SettingsError(
            Text(
                f"Der er ingen gyldig nøgle {key}. Se dem med: rundbord keys list",
                f"There is no valid key {key}. List them with: rundbord keys list",
            )
        )
    Console(highlight=False).print(f"{key} er tilbagekaldt. / {key} is revoked.")


def _open() -> KeyStore:
    return KeyStore(load_settings().keys_db)


def _cells(key: Key) -> tuple[str, ...]:
    return (
        key.id,
        escape(plain(key.name)),
        " ".join(sorted(key.scopes)),
        escape(plain(", ".join(sorted(key.groups)))),
        f"{key.made:%Y-%m-%d}",
        f"{key.ends:%Y-%m-%d}" if key.ends else "",
        f"{key.revoked:%Y-%m-%d}" if key.revoked else "",
    )
