"""A response to exceptions that no handler knows."""

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems.problems import problem_of, respond


class UnexpectedErrors:
    """Turns what nobody foresaw into a problem, inside the other middleware, so that its response has their headers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, whatever happens."""
        started = False

        async def send_noting(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, send_noting)
        except ClientDisconnect:  # nobody waits for a response
            return
        except Exception as error:
            if started or scope["type"] != "http":
                raise
            await respond(problem_of(error), getattr(error, "headers", None))(scope, receive, send)
