"""The rules of the code's layout: small folders, unique names, plain first lines, few late imports."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.test_program import ROOMS

ROOT = Path(__file__).parent.parent
MOST_MODULES = 15
LATE_IMPORTS = 54
"""Imports inside functions; lower this when one goes, and never raise it."""


def modules() -> Iterator[Path]:
    """List the product's modules; the peers are scripts of another environment."""
    for room in ROOMS:
        yield from (
            path for path in sorted((ROOT / room).rglob("*.py")) if not {"node_modules", "peers"} & set(path.parts)
        )


def test_no_folder_has_more_than_fifteen_modules() -> None:
    crowded = Counter(path.parent.relative_to(ROOT) for path in modules() if path.name != "__init__.py")
    assert not {str(folder): count for folder, count in crowded.items() if count > MOST_MODULES}


def test_no_two_modules_share_a_name() -> None:
    names = Counter(path.stem for path in modules() if path.stem not in {"__init__", "__main__"})
    assert not [name for name, count in names.items() if count > 1]


def test_no_two_public_classes_share_a_name() -> None:
    classes = Counter(
        node.name
        for path in modules()
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert not [name for name, count in classes.items() if count > 1]


def test_imports_inside_functions_grow_no_more() -> None:
    late = [f"{path}:{node.lineno}" for path in modules() for node in _late_imports(path)]
    assert len(late) <= LATE_IMPORTS, late


def _late_imports(path: Path) -> Iterator[ast.stmt]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from (node for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom))


def test_every_package_says_what_goes_in_and_what_comes_out() -> None:
    silent = [
        str(path.parent.relative_to(ROOT))
        for path in modules()
        if path.name == "__init__.py" and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not silent


def test_no_docstring_begins_with_a_clause() -> None:
    clauses = re.compile(r"(What|Who|How|Which|Where|When|Whether)\b")
    found = [
        f"{path.relative_to(ROOT)}: {docstring.splitlines()[0]}"
        for path in (*modules(), *sorted((ROOT / "tests").rglob("*.py")))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and (docstring := ast.get_docstring(node))
        and clauses.match(docstring)
    ]
    assert not found
