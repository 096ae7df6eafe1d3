"""How documents that are kept here leave the laptop: that they leave is kept before they do, for it may die right after."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from models.codes import digest
from models.desk import endorsed, keeping
from models.desk.desk import Desk
from models.documents.travelling import Signed, put
from models.errors import Refusal
from models.text import Phrase
from models.words import in_both


@contextmanager
def leaving(desk: Desk, documents: Iterable[str]) -> Iterator[None]:
    """Let the documents with these digests leave within the block; where it refuses, none of them has left.

    Raises:
        Refusal: why it cannot be kept that they leave, where one of them could then be recalled although others have it.
    """
    asked = tuple(documents)
    here = desk.ask(keeping.here_only, asked) if asked else {}
    try:
        if here:
            desk.do(keeping.give_out, here)
    except Refusal:
        if any(here.values()):
            raise
        here = {}
    try:
        yield
    except Refusal:
        # Where even that cannot be kept they count as having left, which harms nobody.
        with suppress(Refusal):
            desk.do(keeping.stay, here)
        raise


def hand_out(desk: Desk, folder: Path, document: Signed, why: Phrase | None = None) -> Path:
    """Put a document into `folder` as it leaves, with what endorses it; where it is then. `why` lies beside one that was refused.

    Raises:
        Refusal: as `leaving` and `put` give.
    """
    own = digest(document.body)
    # Whoever joins later would refuse what was endorsed without that.
    beside = () if why is not None else desk.ask(endorsed.naming, (own,))
    with leaving(desk, (*beside, own)):
        for other in beside:
            put(folder, desk.ask(keeping.stored, other))
        return put(folder, document, why)


@contextmanager
def entered(document: Signed) -> Iterator[None]:
    """Let a document leave in the block that was entered here just now; Refusal `document.kept_only` where the block refuses."""
    try:
        yield
    except Refusal as why:
        cause = Phrase(*(words.refusal(why) for words in in_both()))
        raise Refusal("document.kept_only", file=document.name, document=digest(document.body)[:16], cause=cause) from why


def hand_out_entered(desk: Desk, folder: Path, document: Signed, *with_: str) -> Path:
    """Put a document into `folder` as `hand_out` does that was entered just now, `with_` others by digest that it needs.

    Refusal `document.kept_only`.
    """
    with entered(document):
        for other in with_:
            hand_out(desk, folder, desk.ask(keeping.stored, other))
        return hand_out(desk, folder, document)
