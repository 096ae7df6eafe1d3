"""What Textual imports at its start for what this program has none of is not imported: a tenth of the time until its first frame."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any, Final


class _Nothing(ModuleType):
    """A module in which every name stands for a class of which nothing is made."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        found = type(name, (), {})
        setattr(self, name, found)
        return found


class _Later(ModuleType):
    """A module in which every name stands for a function that asks the one of that name, once it is called."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def asked(*given: Any, **more: Any) -> Any:
            return getattr(import_module(self.__name__), name)(*given, **more)

        return asked


_FOLDERS: Final = "platformdirs"
"""Where things are saved that are taken out of a program with Textual."""
_PALETTE: Final = "textual.command"
"""The command palette of Textual, which is turned off; with it come fields, lists and trees, of which the first frame has none."""
_SOCKETS: Final = "ssl"
"""The encrypted sockets of asyncio, which is made to do without them; whoever imports the module itself has it."""


@contextmanager
def spared() -> Iterator[None]:
    """Import Textual in this block, before anything else has; behind it all can be imported as ever."""
    held: dict[str, ModuleType | None] = {}
    if "textual.app" not in sys.modules:
        wanted = {_PALETTE: _Nothing(_PALETTE), _SOCKETS: None, _FOLDERS: _Later(_FOLDERS)}
        held = {name: stands_in for name, stands_in in wanted.items() if name not in sys.modules}
    sys.modules.update(held)  # type: ignore[arg-type]  # None is how Python is told that there is no such module
    try:
        yield
    finally:
        for name, stands_in in held.items():
            if sys.modules.get(name, name) is stands_in:
                del sys.modules[name]
