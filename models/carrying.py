"""Exchanging with a carrier that the settings name: reached, exchanged with and let go; wherever it fails, that is kept for later."""

from collections.abc import Callable
from contextlib import closing
from hashlib import blake2b
from platform import node

from models.carriers.address import Address, parsed
from models.carriers.heeding import Heeding, reached
from models.desk import exchanging
from models.desk.desk import Desk
from models.errors import Refusal
from models.exchange import Progress, exchange, look
from models.exchange_files import exchange_files, look_at_files
from models.exchanged import Exchanged, FilesExchanged
from models.keyring import Keyring


def carry(
    desk: Desk,
    name: str,
    text: str,
    password: Callable[[Address], str],
    progress: Progress = lambda *_: None,
    *,
    only_looks: bool = False,
    files: int = 0,
    done: Exchanged | None = None,
) -> Exchanged:
    """Exchange with the carrier `name` at the address `text`, or only look at what that would do.

    Files of evidence of at most `files` bytes go along, behind everything else: a slow line may break. Where it ends before its end,
    `done` tells what came of it until then.

    Raises:
        Refusal: `exchange.no_worker`, what the address, the password and the carrier refuse, and as `exchange.exchange` gives.
    """
    # Before anything is kept: of a carrier that works for whoever exchanges, all would read that it failed.
    desk.ask(exchanging.require_worker)
    tell = _Again(progress)
    try:
        carrier = _reached(name, text, password, tell, _mark(desk))
    except Refusal as refused:
        if not only_looks:
            desk.do(exchanging.end, name, refused)
        raise
    with closing(carrier):
        if only_looks:
            return _looked(desk, name, carrier, tell, files)
        done = exchange(desk, name, carrier, tell, done)
        if files:
            _exchange_files(desk, name, carrier, files, tell, done.files)
        return done


def _exchange_files(desk: Desk, name: str, carrier: Heeding, limit: int, tell: Progress, done: FilesExchanged) -> None:
    """Exchange files of evidence; from the first on it is kept that some are left, which a kill leaves standing."""
    is_begun = False

    def told(what: str, count: int, total: int) -> None:
        nonlocal is_begun
        if not is_begun:
            is_begun = True
            desk.do(exchanging.end, name, Refusal("exchange.files_left", carrier=name))
        tell(what, count, total)

    try:
        exchange_files(desk, name, carrier, limit, told, done)
    except Refusal as refused:
        desk.do(exchanging.end, name, refused)
        raise
    if is_begun or done.failed is not None:
        desk.do(exchanging.end, name, done.failed)


def _looked(desk: Desk, name: str, carrier: Heeding, tell: Progress, files: int) -> Exchanged:
    seen = look(desk, name, carrier, tell)
    if files:
        look_at_files(desk, carrier, files, tell, seen.files)
    return seen


class _Again:
    """Tells what is done, and the same once more while a carrier lets wait: whoever hears it may stop what it is at."""

    def __init__(self, progress: Progress) -> None:
        self._progress, self._last = progress, ("begin", 0, 0)

    def __call__(self, what: str, done: int, total: int) -> None:
        self._last = what, done, total
        self._progress(*self._last)

    def again(self) -> None:
        """Tell the last once more."""
        self._progress(*self._last)


def _reached(name: str, text: str, password: Callable[[Address], str], tell: _Again, mark: str) -> Heeding:
    """The carrier at an address, which is told of: a server may take half a minute until it lets anybody in."""
    address = parsed(name, text)
    secret = password(address)
    tell("connect", 0, 0)
    return reached(address, secret, tell.again, mark)


def _mark(desk: Desk) -> str:
    """What the half-written files of this profile are called by: the same each time, and another one where the profile was copied to."""
    folder = desk.ledger.folder
    return blake2b(f"{node()} {folder}".encode(errors="replace"), key=Keyring(folder).secret(), digest_size=4).hexdigest()
