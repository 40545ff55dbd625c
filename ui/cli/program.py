"""The terminal: `rundbord ingest | serve | ask | search | evaluate | bench | status | index | questions | …`."""

import sqlite3
import sys
from pathlib import Path
from typing import Annotated, Never

import typer
from rich.console import Console
from rich.markup import escape

from api.settings import load_settings
from index.filters import SearchFilter
from ingest.errors import RundbordError
from ingest.text import Text
from ui.cli import bundles, documents, privacy
from ui.cli import search_options as limits
from ui.cli.evaluation import bench as benching
from ui.cli.feedback import feedback_commands as feedback
from ui.cli.questions import question_commands as questions
from ui.cli.server import key_commands as keys
from ui.cli.server import serve as serving
from ui.texts.error_texts import error_text

app = typer.Typer(
    name="rundbord",
    help="Spørg et dokument, og få et svar af dets egne sætninger med sidetal. / Ask a document.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(questions.app)
app.add_typer(benching.app)
app.add_typer(bundles.app)
app.add_typer(documents.app)
app.add_typer(feedback.app)
app.add_typer(keys.app)
app.add_typer(privacy.app)
_REFUSED = 3  # the exit code of a question that the documents do not answer, for scripts


@app.command()
def ingest(
    paths: Annotated[list[Path] | None, typer.Argument(help="Dokumenter eller mapper. Ellers RUNDBORD_CORPUS.")] = None,
    *,
    force: Annotated[bool, typer.Option("--force", help="Byg igen, også selv om intet er ændret.")] = False,
) -> None:
    """Læs dokumenterne, og byg det indeks, som svarene findes i. Slutter med kode 4, hvis nogle ikke kunne læses."""
    from ui.cli import ingest as indexing  # noqa: PLC0415  serving does not need it

    indexing.ingest(paths, force=force)


@app.command()
def inspect(
    paths: Annotated[list[Path], typer.Argument(help="Dokumenter, mapper eller mønstre som 'strategier/**/*.pdf'.")],
    *,
    passages: Annotated[bool, typer.Option("--passages", help="Vis også afsnittene, når der er ét dokument.")] = False,
    headings: Annotated[
        Path | None, typer.Option(help="Mappe med talte overskrifter, NAVN.headings.txt, at måle de fundne ved.")
    ] = None,
) -> None:
    """Vis, hvad der er forstået af dokumenter: sider, overskrifter, afsnit og advarsler. Der bygges intet."""
    from ui.cli import inspect as inspecting  # noqa: PLC0415  imports the readers; serving does not need them

    inspecting.inspect(paths, headings, passages=passages)


@app.command(epilog=serving.EPILOG)
def serve(
    host: Annotated[str | None, typer.Option(help="Adresse at lytte på; ellers RUNDBORD_HOST.")] = None,
    port: Annotated[int | None, typer.Option(help="Port at lytte på; ellers RUNDBORD_PORT.", min=1, max=65535)] = None,
    *,
    page: Annotated[
        bool | None, typer.Option("--page/--no-page", help="Med eller uden siden på /; ellers RUNDBORD_PAGE.")
    ] = None,
) -> None:
    """Start serveren: siden, REST-tjenesten og widget'en."""
    serving.serve(host, port, page=page)


@app.command()
def ask(  # noqa: PLR0913  each is an option of the command
    question: Annotated[str, typer.Argument(help="Spørgsmålet, i anførselstegn.")],
    *,
    document: limits.Documents = None,
    publisher: limits.Publisher = "",
    year: limits.Year = None,
    section: limits.Section = "",
    on: limits.On = "",
) -> None:
    """Stil et spørgsmål, og få svaret her i terminalen. Slutter med kode 3, hvis dokumentet ikke svarer."""
    asked = limits.limited(question, document, SearchFilter(publisher, year, section, on, groups=None))
    from ui.cli import ask as showing  # noqa: PLC0415  serving does not need it

    answer = showing.open_answerer(load_settings()).answer(asked)
    showing.show_answer(answer)
    if not answer.answered:
        raise typer.Exit(_REFUSED)


@app.command()
def search(  # noqa: PLR0913  each is an option of the command
    query: Annotated[str, typer.Argument(help="Det, der skal findes, i anførselstegn.")],
    k: Annotated[int, typer.Option("--k", "-k", help="Hvor mange steder.", min=1, max=50)] = 5,
    *,
    document: limits.Documents = None,
    publisher: limits.Publisher = "",
    year: limits.Year = None,
    section: limits.Section = "",
    on: limits.On = "",
) -> None:
    """Find de afsnit, der ligger nærmest et spørgsmål."""
    asked = limits.limited(query, document, SearchFilter(publisher, year, section, on, groups=None))
    from ui.cli import ask as showing  # noqa: PLC0415  serving does not need it

    showing.show_found(showing.open_answerer(load_settings()).search(asked, k))


@app.command()
def evaluate(  # noqa: PLR0913  each is an option of the command
    *,
    url: Annotated[str | None, typer.Option(help="En kørende servers adresse; ellers måles der her.")] = None,
    questions: Annotated[Path, typer.Option(help="Fil med spørgsmål og forventede svar.")] = Path(
        "eval/questions.jsonl"
    ),
    split: Annotated[str, typer.Option(help="test, tune eller all.")] = "test",
    report: Annotated[Path | None, typer.Option(help="Mappe til report.html og report.json.")] = None,
    retrieval: Annotated[
        Path | None, typer.Option(help="Mål i stedet søgningen alene på en samling i BEIR-form i denne mappe.")
    ] = None,
    places: Annotated[
        Path | None, typer.Option(help="Mål i stedet, om det rette dokument og den rette side findes, på denne fil.")
    ] = None,
    limit: Annotated[int | None, typer.Option(help="Højst så mange af samlingens spørgsmål.", min=1)] = None,
    misspelt: Annotated[bool, typer.Option("--misspelt", help="Læg slåfejl i spørgsmålene.")] = False,
) -> None:
    """Mål svarene på spørgsmål med kendte svar, eller med --retrieval søgningen alene."""
    from ui.cli.evaluation import evaluate as evaluating  # noqa: PLC0415  serving does not need it

    if places:
        evaluating.evaluate_places(places)
    elif retrieval:
        evaluating.evaluate_retrieval(retrieval, limit)
    else:
        evaluating.evaluate(url, questions, split, report, misspelt=misspelt)


@app.command()
def ablate(
    split: Annotated[str, typer.Option(help="tune, test eller all.")] = "tune",
    questions: Annotated[Path, typer.Option(help="Fil med spørgsmål og forventede svar.")] = Path(
        "eval/questions.jsonl"
    ),
    *,
    misspelt: Annotated[bool, typer.Option("--misspelt", help="Læg slåfejl i spørgsmålene.")] = False,
) -> None:
    """Slå én del fra ad gangen, og mål, hvad den er værd."""
    from ui.cli.evaluation import evaluate as evaluating  # noqa: PLC0415  serving does not need it

    evaluating.ablate(questions, split, misspelt=misspelt)


@app.command()
def backup(folder: Annotated[Path, typer.Argument(help="En ny mappe til kopien.", file_okay=False)]) -> None:
    """Kopiér det, som serveren gemmer (nøgler, feedback), også mens den kører. / Back up what the server keeps."""
    from ui.cli.server import operations as operating  # noqa: PLC0415  serving does not need it

    operating.backup_to(folder)


@app.command()
def restore(
    folder: Annotated[Path, typer.Argument(help="Mappen med kopien.", file_okay=False)],
    *,
    replace: Annotated[bool, typer.Option("--replace", help="Erstat de filer, der er der nu.")] = False,
) -> None:
    """Læg en sikkerhedskopi tilbage. / Restore a backup."""
    from ui.cli.server import operations as operating  # noqa: PLC0415  serving does not need it

    operating.restore_from(folder, replace=replace)


@app.command()
def configuration(
    file: Annotated[Path | None, typer.Argument(help="Fil, der skrives; ellers vises det.", dir_okay=False)] = None,
) -> None:
    """Skriv en oversigt over alle indstillinger som Markdown. / Write the reference of all settings."""
    from ui.cli.server import operations as operating  # noqa: PLC0415  serving does not need it

    operating.write_reference(file)


@app.command()
def status() -> None:
    """Vis, hvad der er indekseret, med hvilken sprogmodel, og om indekset er i orden."""
    from ui.cli import ingest as indexing  # noqa: PLC0415  serving does not need it

    indexing.status()


@app.command()
def usage(days: Annotated[int, typer.Option(help="De seneste så mange dage.", min=1, max=3650)] = 30) -> None:
    """Vis, hvor meget der spørges, og om hvad: tal, ingen spørgsmål og ingen personer."""
    privacy.show_usage(days)


def main() -> None:
    """Run the command; an expected error, or one of the disk, is one sentence and exit code 1."""
    try:
        app()
    except (RundbordError, OSError, sqlite3.Error) as error:
        _end(error_text(error))


def _end(why: Text) -> Never:
    Console(stderr=True).print(f"[bold red]Fejl:[/] {escape(str(why))}", highlight=False, soft_wrap=True)
    sys.exit(1)
