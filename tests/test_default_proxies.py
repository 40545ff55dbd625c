"""A server that nobody has set up, behind proxies as they come: its documents are read, and nothing else is open."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.api_fakes import make_store, serving
from tests.default_proxies import FRONTS, WRITE_THE_HOST
from tests.guarded import QUESTION, basic, bearer, guarded_app, owners_app
from ui.owner.service import OwnerService, make_owner_service

FOREIGN = "intranet.example.dk"
FILE = {"files": ("fremmed.md", "# Fremmed\n\nDet her har ejeren ikke skrevet, og læserne skal ikke se det.\n")}
FORGED = {
    "X-Forwarded-For": "127.0.0.1",
    "X-Forwarded-Host": "localhost",
    "X-Forwarded-Proto": "https",
    "X-Real-IP": "127.0.0.1",
    "Forwarded": "for=127.0.0.1;host=localhost",
    "X-Remote-User": "ejer",
    "X-User": "ejer",
}
OWNERS_OWN = (
    ("GET", "/ejer"), ("GET", "/en/owner"), ("GET", "/ejer/progress"), ("GET", "/ejer/documents/plan"),
    ("POST", "/ejer/upload"), ("POST", "/ejer/publish"), ("POST", "/en/owner/publish"), ("POST", "/ejer/rollback"),
    ("POST", "/ejer/documents/plan/facts"), ("POST", "/ejer/code"), ("GET", "/metrics"),
)  # fmt: skip
IDENTITIES: dict[str, dict[str, str]] = {
    "none": {},
    "made-up bearer": bearer("x"),
    "made-up key": bearer("rb_00000000_" + "a" * 43),
    "made-up password": basic("x"),
    "made-up cookie": {"Cookie": "rundbord_owner_8000=eyJvd25zIjp0cnVlfQ==.x.x; rundbord_session=x"},
    "made-up forwarding": FORGED,
    "foreign origin": {"Origin": "https://evil.example"},
    "foreign origin with a bearer": bearer("x", Origin="https://evil.example"),
    "no origin told": {"Origin": "null"},
}

HOSTS = {
    "server's own host": {"Host": "localhost"},
    "server's own host with a bearer": bearer("x", Host="127.0.0.1:8000"),
    "foreign host": {"Host": FOREIGN},
}


@dataclass(frozen=True)
class House:
    """A server that nobody has set up, and its owner's folder."""

    port: int
    service: OwnerService


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    store = make_store(tmp_path_factory.mktemp("store"))
    service = make_owner_service(tmp_path_factory.mktemp("corpus"), tmp_path_factory.mktemp("index"))
    with serving(owners_app(store, service, tmp_path_factory.mktemp("keys"))) as url:
        yield House(httpx.URL(url).port or 0, service)


@pytest.mark.parametrize("front", FRONTS)
def test_behind_a_proxy_as_it_comes_documents_are_read_and_nothing_else_is_open(
    house: House, front: str, tmp_path: Path
) -> None:
    with FRONTS[front](house.port, tmp_path) as url, httpx.Client(base_url=url) as stranger:
        assert stranger.post("/api/v1/answer", json=QUESTION).json()["answered"]
        assert stranger.get("/api/v1/documents").status_code == 200
        by_name = stranger.get("/api/v1/documents", headers={"Host": FOREIGN})
        assert by_name.status_code == (200 if front in WRITE_THE_HOST else 421)
        for kind, identity in (*IDENTITIES.items(), *HOSTS.items()):
            own = {"Origin": f"http://{identity.get('Host', httpx.URL(url).netloc.decode())}"}
            for headers in (own | identity, identity):
                for method, path in OWNERS_OWN:
                    refused = _send(stranger, method, path, headers)
                    case = (front, kind, headers, method, path, refused.status_code)
                    assert refused.status_code in {401, 403, 429} | ({421} if "Host" in identity else set()), case
                    assert not refused.headers.get_list("set-cookie"), case
    assert house.service.workspace.entries() == []
    assert house.service.publishing.run is None


def test_one_setting_closes_reading_behind_a_proxy_too(tmp_path: Path) -> None:
    with ExitStack() as stack:
        server = stack.enter_context(serving(guarded_app(make_store(tmp_path), tmp_path, open=False)))
        url = stack.enter_context(FRONTS["nginx"](httpx.URL(server).port or 0, tmp_path))
        stranger = stack.enter_context(httpx.Client(base_url=url))
        assert stranger.post("/api/v1/answer", json=QUESTION).status_code == 401
        for path in ("/", "/documents/whitepaper", "/api/v1/documents", "/mcp", "/ejer", "/metrics"):
            assert stranger.get(path).status_code == 401, path


def _send(stranger: httpx.Client, method: str, path: str, headers: dict[str, str]) -> httpx.Response:
    files = FILE if path.endswith("/upload") else None
    data = {"code": "x" * 43} if path.endswith("/code") else None
    return stranger.request(method, path, headers=headers, files=files, data=data)
