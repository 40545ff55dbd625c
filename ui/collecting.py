"""When Python looks for garbage: not while a server starts, and never among what the start has made.

Modules, models and routes are hundreds of thousands of objects that all stay. Looking through them again and again
takes a sixth of the start, and later, a tenth of a second in the middle of somebody's question.
"""

import gc


def begin_start() -> None:
    """Stop looking for garbage until `end_start`."""
    gc.disable()


def end_start() -> None:
    """Set apart what there is as never to be looked at, and begin looking at what comes."""
    gc.freeze()
    gc.enable()


def collect_all() -> None:
    """Look at everything once, what the start made too: after a bundle was let go of, much of that is garbage."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
