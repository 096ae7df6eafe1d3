"""The signatures that are kept beside a document: strangers may add theirs, and never so many that it cannot be passed on."""

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from models.desk import keeping, knowing, teams
from models.desk.keeping import Signed
from models.documents import signatures
from models.documents import team as team_documents
from models.documents.travelling import MOST
from models.ledger.transaction import Transaction

STRANGERS: Final = MOST // 2
"""Most signatures of strangers over a document: the rest of what may travel with it is for those whose signatures may count."""


def known(tx: Transaction) -> frozenset[str]:
    """By which keys documents may be signed that count here now."""
    current = teams.current(tx)
    return knowing.keys(tx, None if current is None else current.team)


def bearable(tx: Transaction, offered: Signed, kind: str, keys: Collection[str]) -> Signed:
    """A document that is signed as a kind and was let in, with the signatures to be kept: all by `keys` or the roots of its own team."""
    if len(offered.signatures) == 1 and kind != "team":
        return offered
    fitting = signatures.fitting(offered.body, offered.signatures, kind, offered.name)
    counting = set(keys)
    if kind == "team":
        counting |= {root.key for root in team_documents.opened(offered.body, offered.name).roots.values()}
    if fitting.keys() <= counting:
        return offered
    here = {signatures.signer(each, offered.name) for each in keeping.given(tx, offered.digest)}
    room = max(STRANGERS - len(here - counting), 0)
    strangers = [key for key in fitting if key not in counting and key not in here][:room]
    kept = tuple(signature for key, signature in fitting.items() if key in counting or key in strangers)
    return replace(offered, signatures=kept)
