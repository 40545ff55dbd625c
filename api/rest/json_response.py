"""JSON responses without FastAPI's second validation."""

from starlette.responses import Response

from api.rest.responses import ResponseModel


def json_response(model: ResponseModel) -> Response:
    """Serialize a response model. FastAPI would convert and validate it again, in another thread."""
    return Response(model.model_dump_json(), media_type="application/json")
