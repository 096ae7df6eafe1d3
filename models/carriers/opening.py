"""Which carrier an address is reached by; what it needs beyond the program is imported only then."""

import time
from collections.abc import Callable

from models.carriers.address import FOLDER, Address
from models.carriers.base import Carrier
from models.carriers.folder import Folder
from models.errors import Refusal


def connected(address: Address, password: str = "", wait: Callable[[float], None] = time.sleep, mark: str = "") -> Carrier:
    """The carrier at an address; it may `wait` some seconds before it tries again.

    What is not whole yet bears a `mark` there: with the same one whoever was cut off writes over what they left.

    Raises:
        Refusal: as its verbs give; `carrier.extra` where what its kind needs is not installed.
    """
    if address.scheme == FOLDER:
        return Folder(address, mark)
    try:
        password.encode()
    except UnicodeEncodeError:
        # It would be shown by the error.
        raise Refusal("carrier.denied", carrier=address.name, address=address.text) from None
    if address.scheme == "sftp":
        from models.carriers.sftp import Sftp

        return Sftp(address, password, mark=mark)
    extra = "s3" if address.scheme == "s3" else "webdav"
    try:
        if extra == "s3":
            from models.carriers.s3 import S3

            return S3(address, password)
        from models.carriers.webdav import WebDav

        return WebDav(address, password, wait, mark=mark)
    except ImportError as error:
        from models.extras import installing

        raise Refusal("carrier.extra", carrier=address.name, command=installing(extra)) from error


def needs_password(address: Address) -> bool:
    """Whether somebody has to say a password, or the passphrase of a key, to reach it."""
    if address.scheme == "sftp" and "key" in address.options:
        from models.carriers.sftp_login import is_locked

        return is_locked(address)
    return address.scheme != FOLDER
