"""Links to a quote: its page with the quote marked."""

from urllib.parse import quote


def page_path(document_id: str, page: int, start: int, end: int) -> str:
    """Name a document's page with a stretch of it marked, as a path below the service's own root."""
    return f"documents/{quote(document_id, safe='')}/pages/{page}?start={start}&end={end}#quote"
