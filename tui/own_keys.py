"""The user's own keys, looked at by the names that Textual has for keys: it is loaded where there are any alone."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from screens.keys import Own


def check(own: "Own", file: "Path | str") -> None:
    """Refuse keys of `file` that would not do what it says, as `screens.keys` tells."""
    if own:
        from screens import keys

        keys.check(own, file)
