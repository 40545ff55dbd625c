"""Middleware for unexpected exceptions."""

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems.problems import problem_of, respond


class UnexpectedErrors:
    """Middleware that turns unexpected exceptions into problems. Inside the others, it gets their headers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, or respond with a problem."""
        started = False

        async def send_and_watch(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, send_and_watch)
        except ClientDisconnect:  # the client is gone
            return
        except Exception as error:
            if started or scope["type"] != "http":
                raise
            await respond(problem_of(error), getattr(error, "headers", None))(scope, receive, send)
