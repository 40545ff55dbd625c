"""What is measured: each quantity's name, its unit, and whether more of it is better."""

from dataclasses import dataclass
from enum import StrEnum

CLIENTS = (1, 8, 32)
"""How many clients ask at the same time, each its next question as soon as it has its answer."""


class Quantity(StrEnum):
    """What is measured of a system; the value is the name in JSON, which never changes its meaning."""

    ENCODER = "encoder_ms"
    SEARCH_INSIDE = "search_inside_ms"
    ANSWER_INSIDE = "answer_inside_ms"
    SEARCH_1 = "search_1_client_ms"
    SEARCH_8 = "search_8_clients_ms"
    SEARCH_32 = "search_32_clients_ms"
    SEARCH_RATE_1 = "search_1_client_per_second"
    SEARCH_RATE_8 = "search_8_clients_per_second"
    SEARCH_RATE_32 = "search_32_clients_per_second"
    ANSWER_1 = "answer_1_client_ms"
    ANSWER_8 = "answer_8_clients_ms"
    ANSWER_32 = "answer_32_clients_ms"
    ANSWER_RATE_1 = "answer_1_client_per_second"
    ANSWER_RATE_8 = "answer_8_clients_per_second"
    ANSWER_RATE_32 = "answer_32_clients_per_second"
    READY = "start_to_ready_seconds"
    READY_BARE = "start_to_ready_without_page_seconds"
    FIRST_ANSWER = "start_to_first_answer_seconds"
    PAGE = "start_to_page_seconds"
    FIRST = "first_answer_ms"
    TENTH = "tenth_answer_ms"
    MEMORY = "resident_megabytes"
    INGEST = "passages_per_second"
    BUILD = "index_build_seconds"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a quantity is called, Danish and English, in what it is counted, and in how many decimals."""

    danish: str
    english: str
    unit: str
    decimals: int = 1
    more_is_better: bool = False


PATHS = {"search": "Søgning", "answer": "Svar"}
"""What can be asked for over HTTP, with its Danish name."""


def latency(path: str, clients: int) -> Quantity:
    """Name the time of one request to a path, with so many clients."""
    return Quantity(f"{path}_{_clients(clients)}_ms")


def throughput(path: str, clients: int) -> Quantity:
    """Name the requests a second to a path, with so many clients."""
    return Quantity(f"{path}_{_clients(clients)}_per_second")


def _clients(count: int) -> str:
    return f"{count}_client{'s' if count > 1 else ''}"


def _of_load(path: str, clients: int) -> dict[Quantity, Meaning]:
    danish = f"{PATHS[path]}, HTTP, {clients} klient{'er' if clients > 1 else ''}"
    english = f"{path.capitalize()}, HTTP, {_clients(clients).replace('_', ' ')}"
    return {
        latency(path, clients): Meaning(danish, english, "ms"),
        throughput(path, clients): Meaning(
            f"{danish}: gennemløb", f"{english}: throughput", "1/s", more_is_better=True
        ),
    }


MEANINGS = {
    Quantity.ENCODER: Meaning("Sprogmodellen alene", "Encoder alone", "ms"),
    Quantity.SEARCH_INSIDE: Meaning("Søgning i processen", "Search, in process", "ms"),
    Quantity.ANSWER_INSIDE: Meaning("Svar i processen", "Answer, in process", "ms"),
    **{name: meaning for path in PATHS for clients in CLIENTS for name, meaning in _of_load(path, clients).items()},
    Quantity.READY: Meaning("Fra start til klar", "From start to ready", "s", 2),
    Quantity.READY_BARE: Meaning("Fra start til klar, uden siden", "From start to ready, without the page", "s", 2),
    Quantity.FIRST_ANSWER: Meaning("Fra start til første svar", "From start to the first answer", "s", 2),
    Quantity.PAGE: Meaning("Fra start til siden", "From start to the page", "s", 2),
    Quantity.FIRST: Meaning("Det første svar", "The first answer", "ms"),
    Quantity.TENTH: Meaning("Det tiende svar", "The tenth answer", "ms"),
    Quantity.MEMORY: Meaning("Hukommelse efter last", "Resident memory after load", "MB", 0),
    Quantity.INGEST: Meaning(
        "Afsnit indlejret og indekseret", "Passages encoded and indexed", "1/s", more_is_better=True
    ),
    Quantity.BUILD: Meaning("Byg indekset, fra start af programmet", "Index build, from process start", "s"),
}
