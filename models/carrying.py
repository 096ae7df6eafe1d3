"""Exchanging with a carrier that the settings name: reached, exchanged with and let go; wherever it fails, that is kept for later."""

from collections.abc import Callable
from contextlib import closing

from models.carriers.address import Address, parsed
from models.carriers.opening import connected
from models.desk import exchanging
from models.desk.desk import Desk
from models.errors import Refusal
from models.exchange import Progress, exchange, look
from models.exchanged import Exchanged


def carry(
    desk: Desk, name: str, text: str, password: Callable[[Address], str], progress: Progress = lambda *_: None, *, only_looks: bool = False
) -> Exchanged:
    """Exchange with the carrier `name` at the address `text`, or only look at what that would do.

    Raises:
        Refusal: what the address, the password and the carrier refuse, and as `exchange.exchange` gives.
    """
    try:
        address = parsed(name, text)
        carrier = connected(address, password(address))
    except Refusal as refused:
        if not only_looks:
            desk.do(exchanging.end, name, refused)
        raise
    with closing(carrier):
        return (look if only_looks else exchange)(desk, name, carrier, progress)
