"""Puts off the import of a package that others import and hardly ever use: until something in it is asked for."""

import sys
from collections.abc import Collection
from importlib import import_module
from threading import RLock
from types import ModuleType


def put_off(package: str, looked_for: Collection[str] = ()) -> None:
    """Have `import package` do nothing yet, in this process; once it has been imported there is nothing to put off.

    Whoever imports it to look into its parts (`import package.part`, `from package import part`) imports it then.

    Parameters
    ----------
    looked_for
        Names by which others see whether the package is in use: not there before it is.
    """
    if package not in sys.modules:
        sys.modules[package] = _Later(package, looked_for)


class _Later(ModuleType):
    """Stands for a package, and is as good as the package from the first time that something of it is asked for."""

    def __init__(self, package: str, looked_for: Collection[str]) -> None:
        super().__init__(package)
        self._importing = RLock()
        self._looked_for = {*looked_for, "__file__"}  # which `inspect` looks for in every module there is

    def __getattr__(self, name: str) -> object:
        package = self.__name__
        with self._importing:
            if sys.modules.get(package) is self:
                if name in self._looked_for:
                    raise AttributeError(f"{package} is not in use")
                del sys.modules[package]
            whole = import_module(package)
        return getattr(whole, name)
