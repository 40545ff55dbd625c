"""Puts off the import of a module that others import and hardly ever use: until something in it is asked for."""

import sys
from collections.abc import Collection
from functools import partial
from importlib import import_module
from threading import RLock
from types import ModuleType


def put_off(module: str, *, looked_for: Collection[str] = (), named: Collection[str] = ()) -> None:
    """Have `import module` do nothing yet, in this process; once it has been imported there is nothing to put off.

    Whoever imports it to look into its parts (`import module.part`, `from module import part`) imports it then.

    Parameters
    ----------
    looked_for
        Names by which others see whether the module is in use: not there before it is.
    named
        Functions that others name when they are imported themselves, and do not call: what they get calls them.
    """
    if module not in sys.modules:
        sys.modules[module] = _Later(module, looked_for, named)


class _Later(ModuleType):
    """Stands for a module, and is as good as the module from the first time that something of it is asked for."""

    def __init__(self, module: str, looked_for: Collection[str], named: Collection[str]) -> None:
        super().__init__(module)
        self._importing = RLock()
        self._looked_for = {*looked_for, "__file__"}  # which `inspect` looks for in every module there is
        self._named = named

    def __getattr__(self, name: str) -> object:
        if name in self._named:
            return partial(self._call, name)
        if name in self._looked_for and sys.modules.get(self.__name__) is self:
            raise AttributeError(f"{self.__name__} is not in use")
        return getattr(self._whole(), name)

    def _call(self, name: str, /, *args: object, **named: object) -> object:
        return getattr(self._whole(), name)(*args, **named)

    def _whole(self) -> ModuleType:
        with self._importing:
            if sys.modules.get(self.__name__) is self:
                del sys.modules[self.__name__]
            return import_module(self.__name__)
