"""No widget of ours has the name of one of the library's: Textual styles by name, and theirs would dress ours."""

import importlib
import pkgutil
from types import ModuleType

import pytest
import textual.widgets
import textual_fspicker
from textual.widget import Widget

import screens

pytestmark = pytest.mark.slow


def widgets(package: ModuleType) -> set[str]:
    """The names of the widgets that a package makes."""
    found = set()
    for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        module = importlib.import_module(info.name)
        found |= {
            name
            for name, each in vars(module).items()
            if isinstance(each, type) and issubclass(each, Widget) and each.__module__ == info.name
        }
    return found


def test_a_bar_of_ours_was_dressed_as_the_one_inside_a_progress_bar() -> None:
    ours = widgets(screens)
    assert {"OneRow", "Lines", "SheetScreen"} <= ours
    assert ours & (widgets(textual.widgets) | widgets(textual_fspicker)) == set()
