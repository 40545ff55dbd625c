"""Has Gradio imported without what the page has no use for, and without what it does at each import for developers."""

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from importlib.util import spec_from_file_location
from types import ModuleType

from ui.put_off import put_off

_DESCRIBING = "gradio.component_meta"


def lighten_gradio() -> None:
    """Call it before Gradio is first imported, which then takes a fourth of the time and 56 MB less."""
    if "gradio" in sys.modules:
        return
    put_off("pandas", looked_for=("NA",))  # for tables, of which the page has none; it is RapidFuzz that looks for NA
    put_off("gradio.mcp", named=("tool", "resource", "prompt"))  # which the page does not speak
    sys.meta_path.insert(0, _WithoutTypeStubs())


class _WithoutTypeStubs(MetaPathFinder):
    """Finds the module with which Gradio parses the source of each component, to write a file of types beside it.

    Editors read those. They come with Gradio, so a server only writes again what is there: two thirds of its import.
    """

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Find that module, and no other."""
        found = PathFinder.find_spec(fullname, path, target) if fullname == _DESCRIBING else None
        if found is None or found.origin is None:
            return None
        return spec_from_file_location(fullname, found.origin, loader=_Loader(fullname, found.origin))


class _Loader(SourceFileLoader):
    def exec_module(self, module: ModuleType) -> None:
        super().exec_module(module)
        vars(module)["create_or_modify_pyi"] = _write_nothing


def _write_nothing(*_: object) -> None:
    pass
