"""Rate limits by caller and by the widget's origin, and by address for wrong keys."""

from math import ceil
from time import time

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

OFF = "off"
DEFAULT = "120/minute"
"""Far more than a reader needs; it limits scripts without a key."""

ORIGIN_FACTOR = 20
"""The limit of one site with the widget, in readers' limits."""

WRONG_KEYS = "10/minute"


class RateLimits:
    """Rate limits, counted in this process's memory.

    Parameters
    ----------
    stated
        The operator's setting, such as `60/minute` or `off`; None means `DEFAULT`.

    Attributes
    ----------
    is_default
        Whether the operator has set no limit. An unprotected server then counts no questions: an evaluation asks
        thousands in a row.
    """

    def __init__(self, stated: str | None = None) -> None:
        self._counter = SlidingWindowCounterRateLimiter(MemoryStorage())
        self.is_default = stated is None
        self._each = None if stated == OFF else parse(stated or DEFAULT)
        self._wrong_keys = parse(WRONG_KEYS)

    def spend(self, caller: str, origin: str = "") -> int:
        """Count a request, and return the seconds that its sender must wait; 0 if it may be served now."""
        if self._each is None:
            return 0
        wait = self._hit(self._each, "caller", caller)
        if not wait and origin:
            site = type(self._each)(self._each.amount * ORIGIN_FACTOR, self._each.multiples)
            wait = self._hit(site, "origin", origin)
        return wait

    def spend_wrong_key(self, address: str) -> int:
        """Count a wrong key or code from an address, and return the seconds for which the address is refused."""
        return self._hit(self._wrong_keys, "wrong key", address)

    def _hit(self, item: RateLimitItem, *names: str) -> int:
        if self._counter.hit(item, *names):
            return 0
        return max(1, ceil(self._counter.get_window_stats(item, *names).reset_time - time()))


def is_rate(text: str) -> bool:
    """Return whether a text is a rate such as `60/minute`, or `off`."""
    if text == OFF:
        return True
    try:
        return parse(text).amount > 0
    except ValueError:
        return False
