"""The rules of looks, parsed once: Textual parses all of them again whenever it might be needed, which takes as long as a frame."""

from typing import Final

from textual.cache import LRUCache
from textual.css.stylesheet import Stylesheet

_MANY: Final = 1_024
"""More than there are kinds of widgets: with fewer places than kinds, each new one would have all parsed anew."""


class KeptRules(Stylesheet):
    """A stylesheet that parses again only what is new, and all of it only where a colour changed."""

    def __init__(self, *, variables: dict[str, str]) -> None:
        super().__init__(variables=variables)
        self._parse_cache = LRUCache(_MANY)
        self._colours = dict(variables)
        self._has_new_colours = False

    def set_variables(self, variables: dict[str, str]) -> None:
        """Take other colours."""
        if variables != self._colours:
            self._colours, self._has_new_colours = dict(variables), True
            super().set_variables(variables)

    def reparse(self) -> None:
        """Parse all of it anew where that gives something else."""
        if self._has_new_colours:
            self._has_new_colours = False
            self.parse()
