"""Texts of about one length go through an encoder together, as many as a budget of tokens allows."""

from collections.abc import Iterator, Sequence

TOKENS = 256
"""Tokens, padding counted, of one run: more do not fit into a core's cache and are slower (docs/performance.md)."""


def batches(lengths: Sequence[int], budget: int = TOKENS) -> Iterator[list[int]]:
    """Divide texts into runs of which each takes at most `budget` tokens when padded to its longest text.

    Parameters
    ----------
    lengths
        Tokens of each text.
    budget
        Tokens of one run; a text that is longer on its own is a run of its own.

    Yields
    ------
    list[int]
        Places in `lengths`, the longest texts first, so that the run that needs the most memory is the first.
    """
    run: list[int] = []
    for place in sorted(range(len(lengths)), key=lambda place: (-lengths[place], place)):
        if run and lengths[run[0]] * (len(run) + 1) > budget:
            yield run
            run = []
        run.append(place)
    if run:
        yield run
