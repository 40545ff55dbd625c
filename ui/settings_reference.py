"""The reference of every setting, generated from the settings classes."""

from pathlib import Path

from pydantic import SecretStr
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings

from api import accepted_values, client, settings
from api.logging import setup as logs
from ingest.text import Text
from ui import build_settings, page_settings
from ui.cli.questions import draft_settings as drafting_settings

STAGES: tuple[tuple[str, type[BaseSettings], dict[str, Text]], ...] = (
    ("Serveren / The server", settings.Settings, accepted_values.ACCEPTED),
    ("Loggen / The log", logs.LogSettings, logs.LOG_ACCEPTED),
    ("Siden / The page", page_settings.PageSettings, page_settings.ACCEPTED),
    ("Indekset / The index", build_settings.BuildSettings, build_settings.ACCEPTED),
    ("`rundbord evaluate --url`", client.ClientSettings, client.CLIENT_ACCEPTED),
    ("`rundbord questions draft`", drafting_settings.ModelSettings, drafting_settings.ACCEPTED),
)
"""Each settings class with its heading and the accepted values of its fields."""

_HEAD = """\
# Indstillinger / Settings

<!-- Skrevet af `make configuration`; ret den ikke her. / Written by `make configuration`; do not edit. -->

Alt sættes som miljøvariable. En værdi, der ikke kan bruges, stopper starten med en sætning, der siger hvorfor.
`rundbord serve --help` viser det samme.

All is set by environment variables. A value that cannot be used stops the start with a sentence that says why.
`rundbord serve --help` shows the same.
"""


def reference() -> str:
    """Write the reference as Markdown."""
    return "\n".join([_HEAD, *(_section(heading, which, accepted) for heading, which, accepted in STAGES)])


def _section(heading: str, which: type[BaseSettings], accepted: dict[str, Text]) -> str:
    prefix = which.model_config["env_prefix"]
    rows = [
        f"| `{prefix}{name.upper()}` | {_default(field)} | {accepted[name].en.replace('|', '/')} |"
        for name, field in which.model_fields.items()
    ]
    return "\n".join(
        [f"## {heading}", "", "| variabel | ellers / default | værdi / value |", "|---|---|---|", *rows, ""]
    )


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "skal sættes / required"
    match field.default:
        case bool():
            return "`on`" if field.default else "`off`"
        case None | "" | () | SecretStr():
            return "–"
        case Path():
            return f"`{field.default.as_posix()}`"
        case _:
            return f"`{field.default}`"
