"""Documents that take each other's place: which of them stand."""

import json
from collections.abc import Callable, Sequence
from typing import Any


def _is_about_the_same(later: Any, earlier: Any) -> bool:
    return bool(later.about == earlier.about)


def standing(rows: Sequence[Any], may_replace: Callable[[Any, Any], bool] = _is_about_the_same) -> list[Any]:
    """Those of the rows of documents in whose place none of the others is put, as far as the later of two `may_replace` the earlier."""
    known = {row.digest: row for row in rows}
    named = ((row, known[digest]) for row in rows for digest in json.loads(row.supersedes) if digest in known)
    replaced = {earlier.digest for later, earlier in named if may_replace(later, earlier)}
    return [row for row in rows if row.digest not in replaced]
