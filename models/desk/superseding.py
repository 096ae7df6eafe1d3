"""Documents that take each other's place: which of them stand, and which were made without knowing of each other."""

import json
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import Any


def _is_about_the_same(later: Any, earlier: Any) -> bool:
    return bool(later.about == earlier.about)


def standing(rows: Sequence[Any], may_replace: Callable[[Any, Any], bool] = _is_about_the_same) -> list[Any]:
    """Those of the rows of documents in whose place none of the others is put, as far as the later of two `may_replace` the earlier."""
    known = {row.digest: row for row in rows}
    named = ((row, known[digest]) for row in rows for digest in json.loads(row.supersedes) if digest in known)
    replaced = {earlier.digest for later, earlier in named if may_replace(later, earlier)}
    return [row for row in rows if row.digest not in replaced]


def later(rows: Iterable[Any], submission: str) -> AbstractSet[str]:
    """Of the documents about a verification the submissions in whose place no other stands, where one took that of `submission`."""
    told = [(row.kind, row.digest, json.loads(row.supersedes)) for row in rows]
    gone = {digest for kind, _, before in told if kind == "submission" for digest in before}
    over = {digest for kind, _, before in told if kind == "verdict" for digest in before}
    return {digest for kind, digest, _ in told if kind == "submission"} - gone - over if submission in gone else frozenset()


def crossed(rows: Iterable[Any]) -> AbstractSet[str]:
    """Of the documents about a verification those that withdraw what a verdict in force took the place of, or send its review back."""
    told = [(row.kind, row.digest, json.loads(row.refers), json.loads(row.supersedes)) for row in rows]
    withdrawn = {refers["withdraws"]: digest for kind, digest, refers, _ in told if kind == "withdrawal"}
    issued = {digest: (refers["review"], before) for kind, digest, refers, before in told if kind == "verdict"}
    over = {digest for _, before in issued.values() for digest in before} | withdrawn.keys()
    named = {each for digest in issued.keys() - over for each in (issued[digest][1] or (issued[digest][0],))}
    return {withdrawn[digest] for digest in named & withdrawn.keys()}
