"""Return of freed memory to the system, after an old bundle was freed."""

import ctypes


def return_free_memory() -> None:
    """Make glibc return freed memory to the system; do nothing on other systems.

    A bundle's arrays lie in glibc's heaps, between memory in use, and stay with the process when freed. A server under
    all kinds of use grew from 479 to 584 MB in eight exchanges without this call, and from 491 to 530 with it. The same
    use without an exchange took it from 503 to 526. No object leaked in any of them.
    """
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
