"""What the API answers with is written as JSON where it was made."""

from starlette.responses import Response

from api.rest.responses import ResponseModel


def json_response(model: ResponseModel) -> Response:
    """Write a response model; FastAPI would check it once more, in a thread of its own, and take it apart first."""
    return Response(model.model_dump_json(), media_type="application/json")
