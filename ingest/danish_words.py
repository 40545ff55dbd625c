"""Common words, which spelling correction never takes for typing errors."""

import wordfreq

_LANGUAGES = ("da", "en", "de", "nb", "sv")  # of questions


def common_words() -> set[str]:
    """List some 110,000 common words of Danish, English, German, Norwegian and Swedish, in lower case.

    Each occurs at least once in a million words (Speer: wordfreq, 2022; its small lists).
    """
    return {
        word
        for language in _LANGUAGES
        for word in wordfreq.get_frequency_dict(language, wordlist="small")
        if len(word.split()) == 1
    }
