"""The rules of the house that no tool checks by itself."""

import ast
import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from screens.commands import BANNED
from screens.keys import keys_in
from tests.conftest import ROOT
from tests.sources import SOURCES, TESTS, nodes, relative, tree
from tui import VERSION

pytestmark = pytest.mark.xdist_group("sources")

LINES: Final = 300
"""Longest file, tests too."""
BODY: Final = 40
"""Longest function."""
REGISTRIES: Final = ("pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "crates" + ".io", "proxy.golang" + ".org", "ghcr" + ".io")


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in nodes(path):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_the_sources_are_found() -> None:
    assert len(SOURCES) > 50
    assert Path(__file__) in TESTS


def test_no_file_is_too_long() -> None:
    lengths = {relative(path): len(path.read_text("utf-8").splitlines()) for path in [*SOURCES, *TESTS]}
    assert {path: length for path, length in lengths.items() if length > LINES} == {}


def test_what_tests_share_is_in_no_test() -> None:
    taken = re.compile(r"^ *from tests(\.[a-z_]+)*\.test_.*", re.MULTILINE)
    assert {relative(path): taken.search(path.read_text("utf-8")) for path in TESTS if taken.search(path.read_text("utf-8"))} == {}


def test_no_function_is_too_long() -> None:
    lengths = {f"{relative(path)}:{node.name}": (node.end_lineno or 0) - node.lineno + 1 for path in SOURCES for node in functions(path)}
    assert {name: length for name, length in lengths.items() if length > BODY} == {}


def test_no_colour_is_written_as_a_number_outside_the_themes() -> None:
    colour = re.compile(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsl\(")
    files = [*SOURCES, *(path for part in ("screens", "tui") for path in (ROOT / part).rglob("*.tcss"))]
    found = {relative(path): colour.findall(path.read_text("utf-8")) for path in files if relative(path) != "tui/hues.py"}
    assert {path: colours for path, colours in found.items() if colours} == {}


def test_no_dialog_and_no_list_waits_for_a_key_that_terminals_swallow() -> None:
    bound = [
        (relative(path), keys)
        for path in SOURCES
        for node in nodes(path)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Binding"
        for keys in (node.args[0],)
        if isinstance(keys, ast.Constant)
    ]
    assert len(bound) > 30
    assert [(path, keys.value) for path, keys in bound if BANNED & set(keys_in(str(keys.value)))] == []


def test_the_version_is_the_same_everywhere() -> None:
    assert tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"] == VERSION


def test_every_part_of_models_is_free_of_the_terminal() -> None:
    modules = [relative(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".") for path in SOURCES]
    # httpx loads the rich of its own command line wherever one is installed.
    left = ("models.carriers.webdav", "models.ledger.migrations.env", "models.ledger.migrations.versions.")
    wanted = [name for name in modules if name.startswith("models") and not name.startswith(left)]
    program = "import importlib, json, sys; [importlib.import_module(name) for name in sys.argv[1:]]; print(json.dumps(list(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program, *wanted], capture_output=True, text=True, timeout=60, check=True, cwd=ROOT)
    loaded = {name.partition(".")[0] for name in json.loads(done.stdout)}
    assert not loaded & {"textual", "rich", "screens", "tui"}


def tracked() -> list[Path]:
    """The files under version control; in a tree without it, every file that is no by-product."""
    git = shutil.which("git")
    if git and (ROOT / ".git").exists():
        listed = subprocess.run([git, "ls-files", "-z"], capture_output=True, text=True, timeout=60, check=True, cwd=ROOT)
        return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
    return [
        path for path in ROOT.rglob("*") if path.is_file() and not any(part.startswith(".") or part == "__pycache__" for part in path.parts)
    ]


def test_no_file_names_the_host_of_a_package_registry() -> None:
    found = {
        relative(path): [host for host in REGISTRIES if host.encode() in path.read_bytes()] for path in tracked() if path.suffix != ".mo"
    }
    assert {path: hosts for path, hosts in found.items() if hosts} == {}


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_every_file_says_what_it_is(path: Path) -> None:
    said = ast.get_docstring(tree(path))
    assert said is not None
    assert len(said.splitlines()[0]) <= 140
