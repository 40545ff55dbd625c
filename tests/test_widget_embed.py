"""The page that an `<iframe>` shows: who may frame it, and that nothing in its address becomes markup."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.settings import Settings
from ui.embed import make_embed


def client_of(*allowed_origins: str) -> TestClient:
    app = FastAPI()
    app.include_router(make_embed(Settings(allowed_origins=allowed_origins).allowed_origins))
    return TestClient(app)


def policy_of(client: TestClient) -> dict[str, str]:
    policy = client.get("/embed").headers["Content-Security-Policy"]
    return dict(part.strip().split(" ", 1) for part in policy.split(";"))


def test_nobody_else_may_frame_it_unless_listed() -> None:
    assert policy_of(client_of())["frame-ancestors"] == "'self'"
    listed = policy_of(client_of("https://intra.example.dk", "https://a.example.dk:8443"))
    assert listed["frame-ancestors"] == "'self' https://intra.example.dk https://a.example.dk:8443"
    assert listed["default-src"] == "'none'"
    assert "unsafe" not in str(listed)


@pytest.mark.parametrize("hostile", ['"><script>alert(1)</script>', "{lang}{0}", "'onload=x", "<!--", "&amp;"])
def test_what_stands_in_the_address_is_text(hostile: str) -> None:
    for name in ("heading", "lang", "theme"):
        html = client_of().get("/embed", params={name: hostile}).text
        assert html.count("<script") == 1
        assert html.count("<") == client_of().get("/embed").text.count("<")
    assert "&#34;&gt;&lt;script" in client_of().get("/embed", params={"heading": '"><script>'}).text


def test_it_speaks_the_language_and_wears_the_theme_that_are_asked_for() -> None:
    client = client_of()
    assert 'lang="en" heading="Ask a question" theme="auto"' in client.get("/embed?lang=en-GB").text
    assert 'lang="da" heading="Spørg os" theme="dark"' in client.get("/embed?heading=Sp%C3%B8rg%20os&theme=dark").text
    assert 'heading="' + "x" * 120 + '"' in client.get("/embed", params={"heading": "x" * 500}).text
