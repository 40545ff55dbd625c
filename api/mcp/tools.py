"""The MCP tools: search, answer and get_page."""

from collections.abc import Callable
from typing import Annotated, TypeVar

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import CallToolResult, TextContent, ToolAnnotations
from pydantic import BaseModel, Field
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request

from api.answering import answer_question, search_passages
from api.openai.chat import paragraphs, passages
from api.problems.problems import problem_of
from api.rest.document_responses import PageResponse
from api.rest.document_routes import read_page
from api.rest.requests import Day, Documents, HitCount, Id, Limits, Publisher, QuestionText, Section, Year
from api.rest.responses import AnswerResponse, SearchResponse
from api.rest.serialize import Serializer
from api.services import Services, ServicesFor

PATH = "/mcp"
Result = TypeVar("Result")

INSTRUCTIONS = """\
Rundbord svarer på spørgsmål om sine dokumenter med deres egne sætninger, ord for ord, hver med dokument og side. Brug
`answer` til et spørgsmål, `search` til at finde steder, og `get_page` til at læse det omkring et citat. Et svar uden
citater er et afslag: sig da, at dokumenterne ikke svarer. Gengiv citater uændret og med deres links.

Rundbord answers questions about its documents in their own sentences, word for word, each with document and page. An
answer without citations is a refusal: say then that the documents do not answer. Repeat quotes unchanged, with links.
"""
_READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)

AskedQuestion = Annotated[QuestionText, Field(description="Spørgsmålet, på dansk eller et andet sprog")]
Query = Annotated[QuestionText, Field(description="Det, der søges efter")]
DocumentName = Annotated[Id, Field(description="Dokumentets navn: `document_id` i et citat eller et fund")]
PageNumber = Annotated[int, Field(description="Sidens nummer; 1 i et dokument uden sider")]


def make_mcp_app(services_for: ServicesFor) -> Starlette:
    """Make the ASGI app at /mcp, without sessions and with one JSON response a request."""
    server = MCPServer("rundbord", title="Rundbord", instructions=INSTRUCTIONS, version="1", subscriptions=False)
    _add_search(server, services_for)
    _add_answer(server, services_for)
    _add_get_page(server, services_for)
    return server.streamable_http_app(streamable_http_path=PATH, stateless_http=True, json_response=True, host="")


def _add_search(server: MCPServer, services_for: ServicesFor) -> None:
    @server.tool(title="Søg i dokumenterne", annotations=_READS)
    async def search(  # noqa: PLR0913  each is a parameter of the tool
        query: Query,
        context: Context,
        *,
        k: HitCount = 5,
        documents: Documents = None,
        publisher: Publisher = "",
        year: Year = None,
        section: Section = "",
        on: Day = "",
    ) -> Annotated[CallToolResult, SearchResponse]:
        """Find de steder i dokumenterne, der er nærmest det, der søges efter. / Find the nearest passages."""
        limits = Limits(documents=documents, publisher=publisher, year=year, section=section, on=on)
        services = _services(services_for, context)
        serializer = _serializer(services, context)
        response = await _in_queue(
            context,
            services,
            lambda: search_passages(limits.question_within(query), k, services, serializer, explain=False),
        )
        return _result("\n\n".join(passages(response, _server(context))), response)


def _add_answer(server: MCPServer, services_for: ServicesFor) -> None:
    @server.tool(title="Få et svar med citater", annotations=_READS)
    async def answer(  # noqa: PLR0913  as above
        question: AskedQuestion,
        context: Context,
        *,
        documents: Documents = None,
        publisher: Publisher = "",
        year: Year = None,
        section: Section = "",
        on: Day = "",
    ) -> Annotated[CallToolResult, AnswerResponse]:
        """Besvar et spørgsmål med dokumenternes egne sætninger, eller sig, at de ikke svarer. / Answer in quotes."""
        limits = Limits(documents=documents, publisher=publisher, year=year, section=section, on=on)
        services = _services(services_for, context)
        serializer = _serializer(services, context)
        response = await _in_queue(
            context, services, lambda: answer_question(limits.question_within(question), services, serializer)
        )
        return _result("\n\n".join(paragraphs(response, _server(context))), response)


def _add_get_page(server: MCPServer, services_for: ServicesFor) -> None:
    @server.tool(title="Læs en side", annotations=_READS)
    def get_page(
        document_id: DocumentName, page: PageNumber, context: Context
    ) -> Annotated[CallToolResult, PageResponse]:
        """Læs en hel side, som den står i dokumentet. / Read a whole page as it stands."""
        try:
            response = read_page(document_id, page, _services(services_for, context))
        except Exception as error:  # as in `_in_queue`
            raise ToolError(problem_of(error).detail) from error
        return _result(response.text, response)


async def _in_queue(context: Context, services: Services, find: Callable[[], Result]) -> Result:
    """Run `find` in the answer queue. The client gets the text of a problem, but not of an unexpected error."""
    try:
        return await services.queue.run(find, _request(context))
    except ClientDisconnect:
        raise ToolError("Nobody waits for this any more.") from None
    except Exception as error:
        raise ToolError(problem_of(error).detail) from error


def _result(text: str, model: BaseModel) -> CallToolResult:
    return CallToolResult(
        content=[TextContent(type="text", text=text)], structured_content=model.model_dump(mode="json")
    )


def _services(services_for: ServicesFor, context: Context) -> Services:
    return services_for(_request(context).scope)


def _serializer(services: Services, context: Context) -> Serializer:
    return Serializer(services.store, _request(context).scope.get("root_path", "").rstrip("/"))


def _server(context: Context) -> str:
    url = _request(context).url
    return f"{url.scheme}://{url.netloc}"


def _request(context: Context) -> Request:
    request = context.request_context.request
    if not isinstance(request, Request):
        raise TypeError(f"A tool at {PATH} is called by an HTTP request; this was {request!r}.")
    return request
