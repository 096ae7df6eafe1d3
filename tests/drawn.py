"""The scripts that draw parts of pages, as tests load them."""

import importlib.util
from types import ModuleType

from tests.conftest import ROOT


def drawn(name: str) -> ModuleType:
    """The script of this name in `docs`."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
