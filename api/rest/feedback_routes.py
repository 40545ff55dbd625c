"""Feedback route: readers' opinions of answers."""

from fastapi import APIRouter

from api.problems.problems import ProblemError, documented
from api.rest.requests import FeedbackBody
from api.rest.responses import FeedbackResponse
from api.services import RequireJson, ServicesParameter

router = APIRouter(tags=["Feedback"])


@router.post(
    "/feedback",
    status_code=201,
    summary="Sig, om et svar hjalp",
    dependencies=[RequireJson],
    responses=documented(
        "broken-json",
        "feedback-off",
        "unknown-answer",
        "body-too-large",
        "not-json",
        "invalid-request",
        "disk-full",
        "disk-unusable",
        "unexpected",
    ),
)
def give_feedback(body: FeedbackBody, services: ServicesParameter) -> FeedbackResponse:
    """Gem, om et svar hjalp, sammen med spørgsmålet. CPR-numre, e-mailadresser og telefonnumre skjules først."""
    if services.feedback is None:
        raise ProblemError("feedback-off")
    try:
        return FeedbackResponse(id=services.feedback.give_by_id(body.answer_id, body.as_opinion()))
    except KeyError as error:
        raise ProblemError("unknown-answer") from error
