"""The text on the login's cookie and the logout link, shown only with the server's own login."""

from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.api_fakes import facts_over, make_store
from ui.page.page_routes import add_page_routes


@pytest.mark.parametrize("has_own_login", [True, False])
def test_the_page_of_privacy_tells_of_the_cookie_there_is(tmp_path: Path, *, has_own_login: bool) -> None:
    app = FastAPI()
    add_page_routes(app, facts_over(make_store(tmp_path), has_own_login=has_own_login).shown_to)
    client = TestClient(app)
    danish, english = client.get("/privatliv").text, client.get("/en/privacy").text
    assert ("Én cookie husker" in danish) is has_own_login
    assert ("Siden sætter ingen cookies." in danish) is not has_own_login
    assert ("One cookie remembers" in english) is has_own_login
    assert ('href="logout"' in danish or 'href="./logout"' in danish) is has_own_login
    assert ('href="../logout"' in english) is has_own_login
