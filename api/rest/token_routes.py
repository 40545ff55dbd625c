"""Token route: an access token for the widget on an allowed origin."""

from fastapi import APIRouter, Request
from pydantic import Field
from starlette.responses import Response

from api.access.access import Access
from api.problems.problems import documented
from api.rest.responses import ResponseModel

router = APIRouter(tags=["Adgang"])


class TokenResponse(ResponseModel):
    """Et adgangstoken til den side, der bad om det."""

    token: str = Field(
        description="Sendes som `Authorization: Bearer …` fra den samme oprindelse", examples=["eyJhbGciOiJIUzI1NiJ9…"]
    )
    expires_in: int = Field(description="Sekunder, det gælder", examples=[300])


@router.post(
    "/token",
    summary="Byt en tilladt oprindelse til et adgangstoken",
    responses=documented("origin-refused", "too-many"),
)
async def exchange_origin(request: Request, response: Response) -> TokenResponse:
    """Giv den side, hvis oprindelse er på listen, et kortlivet token. Det er widget'en, der bruger det."""
    access: Access = request.app.state.access
    origin = access.origin_for_token(request.headers)
    response.headers["Cache-Control"] = "no-store"
    return TokenResponse(token=access.tokens.sign(origin), expires_in=access.tokens.life_seconds)
