"""Text from elsewhere, made fit for a terminal."""


def plain(text: str) -> str:
    """Leave out control characters, so that nobody's text can steer the terminal; line breaks stay."""
    return "".join(character for character in text if character.isprintable() or character == "\n")
