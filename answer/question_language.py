"""The language of a question, Danish or English, by its function words."""

from index.lexical.danish import words

# Without words of other languages that people ask in: Swedish has «det» and «kan», German «in», Danish «it» and «to».
_DANISH_WORDS = (
    "af alle alt andet at blev blive bliver da denne deres dette disse dog efter eller end er et fra få får gør gøre "
    "hans har havde hende hendes hos hun hvad hvem hver hvilke hvilken hvilket hvis hvor hvordan hvorfor hvornår ikke "
    "jeg jer kunne mange meget mig mit mod når ned noget nogen nogle nu og også op selv siger sig skal skulle som "
    "sådan til ud ved vil ville vores være været"
)
_ENGLISH_WORDS = (
    "about after and any are be been but can could did do does from get has his how into is its many more most must "
    "my not of only or our should than that the their then there they this these those were what when where which who "
    "why will with without would you your"
)
_OTHER_WORDS = "å av blir ble hva noen att för från hur inte jag vad varför är und das ist nicht wenn wie"
_OTHER = frozenset(_OTHER_WORDS.split())
_DANISH, _ENGLISH = frozenset(_DANISH_WORDS.split()), frozenset(_ENGLISH_WORDS.split())


def language_of(question: str) -> str:
    """Return `da` or `en`, the language of most function words of a question.

    Empty if there are as many of both, or one of Norwegian, Swedish or German.
    """
    found = words(question)
    if not _OTHER.isdisjoint(found):
        return ""
    danish, english = sum(word in _DANISH for word in found), sum(word in _ENGLISH for word in found)
    return "" if danish == english else "da" if danish > english else "en"


def notice_language(question: str) -> str:
    """Return the language of the notices that answer a question: `en` for an English one, else `da`."""
    return language_of(question) or "da"
