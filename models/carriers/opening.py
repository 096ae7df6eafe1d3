"""Which carrier an address is reached by; what it needs beyond the program is imported only then."""

from models.carriers.address import FOLDER, Address
from models.carriers.base import Carrier
from models.carriers.folder import Folder
from models.errors import Refusal

_EXTRAS = {"https": "webdav", "http": "webdav", "s3": "s3"}


def connected(address: Address, password: str = "") -> Carrier:
    """The carrier at an address; Refusal as its verbs give, `carrier.extra` where what its kind needs is not installed."""
    if address.scheme == FOLDER:
        return Folder(address)
    if address.scheme == "sftp":
        from models.carriers.sftp import Sftp

        return Sftp(address, password)
    raise Refusal("carrier.extra", carrier=address.name, extra=_EXTRAS[address.scheme])


def needs_password(address: Address) -> bool:
    """Whether somebody has to say a password, or the passphrase of a key, to reach it."""
    if address.scheme == "sftp" and "key" in address.options:
        from models.carriers.sftp_login import is_locked

        return is_locked(address)
    return address.scheme != FOLDER
