"""Text from documents and readers, made safe for a terminal."""


def plain(text: str) -> str:
    """Remove control characters, so that no text can control the terminal; line breaks stay."""
    return "".join(character for character in text if character.isprintable() or character == "\n")
