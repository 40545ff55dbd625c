"""Words that exist, whether the documents have them or not, so that none of them is taken for a typing error."""

import wordfreq

_LANGUAGES = ("da", "en", "de", "nb", "sv")  # what questions are asked in


def common_words() -> set[str]:
    """List the common words of Danish, English, German, Norwegian and Swedish, lower-cased: some 110,000.

    Those that occur at least once in a million words (Speer: wordfreq, 2022; its small lists).
    """
    return {
        word
        for language in _LANGUAGES
        for word in wordfreq.get_frequency_dict(language, wordlist="small")
        if len(word.split()) == 1
    }
