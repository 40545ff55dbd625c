"""Freed memory is returned to the system after a bundle was let go of."""

import ctypes


def return_free_memory() -> None:
    """Have glibc return what it holds of freed memory; elsewhere do nothing.

    A bundle's arrays lie in glibc's heaps, between memory that is still in use: freed, they stay with the process. A
    server that was used in every way took 479 MB, and 584 after eight exchanges without this call; 475, and 497 after
    six, with it. No object was left over in either.
    """
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
