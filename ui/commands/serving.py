"""`rundbord serve`: the page, the API and the widget in one server."""

import uvicorn

from api.settings import ACCEPTED, load_settings
from index.bundle import open_bundle
from ui.server import make_server

EPILOG = "Miljøvariable: " + " ".join(f"RUNDBORD_{name.upper()}: {accepted}." for name, accepted in ACCEPTED.items())


def serve(host: str | None, port: int | None) -> None:
    """Serve until stopped; host and port given here win over the environment."""
    settings = load_settings()
    given = {name: value for name, value in {"host": host, "port": port}.items() if value is not None}
    settings = settings.model_copy(update=given)
    server = make_server(open_bundle(settings.index), settings)
    uvicorn.run(
        server, host=settings.host, port=settings.port, root_path=settings.root_path, access_log=False, log_level="info"
    )
