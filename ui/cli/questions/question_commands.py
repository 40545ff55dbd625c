"""`rundbord questions check | draft | accept`: the owner's tools for the questions beside the documents."""

from pathlib import Path
from typing import Annotated

import typer

from ingest.errors import CorpusError, SettingsError
from ingest.text import Text
from ui.build_settings import load_build_settings

app = typer.Typer(
    name="questions",
    help="Efterse, udkast og godkend spørgsmålene ved siden af dokumenterne. / Check, draft and accept questions.",
    no_args_is_help=True,
)
_TO_MEND = 1

Name = Annotated[str, typer.Argument(help="Dokumentets filnavn uden endelse, fx whitepaper; eller en fil.")]


@app.command()
def check(
    limit: Annotated[int, typer.Option(help="Linjer at vise af hver slags; 0 viser alle.", min=0)] = 10,
) -> None:
    """Efterse spørgsmålene. Slutter med kode 1, hvis der er noget at rette, ellers 0. / Check the questions."""
    from ui.cli.questions import check_questions as checking  # noqa: PLC0415  imports the evaluation

    if checking.check(limit):
        raise typer.Exit(_TO_MEND)


@app.command(epilog="Miljøvariable: RUNDBORD_LLM_URL, _MODEL, _KEY og _TIMEOUT_SECONDS. Se docs/corpus-questions.md.")
def draft(
    name: Name,
    url: Annotated[str | None, typer.Option(help="Sprogmodellens adresse; ellers RUNDBORD_LLM_URL.")] = None,
    model: Annotated[str | None, typer.Option(help="Sprogmodellens navn; ellers RUNDBORD_LLM_MODEL.")] = None,
) -> None:
    """Lad en sprogmodel skrive udkast til de afsnit, der har for få spørgsmål. / Draft questions."""
    try:
        from ui.cli.questions import draft_questions as drafting  # noqa: PLC0415  brings openai, an extra that nothing else needs
    except ModuleNotFoundError as error:
        if error.name != "openai":
            raise
        raise SettingsError(
            Text(
                "Udkast kræver pakken openai. Kør: pip install -e '.[llm]'",
                "Drafting needs the package openai. Run: pip install -e '.[llm]'",
            )
        ) from error
    drafting.draft(_document_file(name), url, model)


@app.command()
def accept(
    name: Name,
    *,
    everything: Annotated[bool, typer.Option("--all", help="Godkend alle udkast uden at spørge.")] = False,
) -> None:
    """Gennemgå udkastene et for et, og flyt de gode ind blandt spørgsmålene. / Accept drafts."""
    from ui.cli.questions import accept_drafts as accepting  # noqa: PLC0415  serving does not need it

    accepting.accept(_document_file(name), everything=everything)


def _document_file(name: str) -> Path:
    from ingest.corpus import find_documents  # noqa: PLC0415  imports the readers

    if Path(name).is_file():
        return Path(name)
    files = {file.stem: file for file in find_documents([load_build_settings().corpus])}
    if name not in files:
        listed = ", ".join(files)
        raise CorpusError(
            Text(
                f"Der er intet dokument «{name}». Der er: {listed}.",
                f"There is no document “{name}”. Those there are: {listed}.",
            )
        )
    return files[name]
