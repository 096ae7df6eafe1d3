"""The folders of the user on Linux, found without the library that knows those of every system: it is long to import."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

PROGRAM: Final = "verifier"
_USUAL: Final = {"XDG_CONFIG_HOME": ".config", "XDG_DATA_HOME": os.path.join(".local", "share")}  # noqa: PTH118 - pathlib takes as long


def config() -> str:
    """Where the user's own settings file is; empty where only the library knows."""
    return _folder("XDG_CONFIG_HOME")


def data() -> str:
    """Where the profile is; empty where only the library knows."""
    return _folder("XDG_DATA_HOME")


def _folder(variable: str) -> str:
    home, chosen = os.environ.get("HOME", ""), os.environ.get(variable, "")
    if sys.platform != "linux" or hasattr(sys, "getandroidapilevel") or not os.path.isabs(home):  # noqa: PTH117
        return ""
    return os.path.join(chosen if os.path.isabs(chosen) else os.path.join(home, _USUAL[variable]), PROGRAM)  # noqa: PTH117, PTH118
