"""Which carrier an address is reached by; what it needs beyond the program is imported only then."""

from models.carriers.address import FOLDER, Address
from models.carriers.base import Carrier
from models.carriers.folder import Folder
from models.errors import Refusal


def connected(address: Address, password: str = "") -> Carrier:
    """The carrier at an address; Refusal as its verbs give, `carrier.extra` where what its kind needs is not installed."""
    if address.scheme == FOLDER:
        return Folder(address)
    raise Refusal("carrier.extra", carrier=address.name, extra=address.scheme)


def needs_password(address: Address) -> bool:
    """Whether somebody has to say a password to reach it."""
    return address.scheme != FOLDER
