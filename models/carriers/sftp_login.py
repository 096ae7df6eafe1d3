"""Being let in by an SFTP server: its key is compared with the fingerprint of the address before anything is said to it."""

from pathlib import Path
from typing import Any, Final

import asyncssh

from models import causes
from models.carriers import telling
from models.carriers.address import Address
from models.causes import Cause
from models.errors import Refusal

_KINDS: Final[tuple[tuple[str, ...], ...]] = (
    ("ssh-ed25519",),
    ("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521"),
    ("rsa-sha2-512", "rsa-sha2-256"),
    (),
)
"""A server may have a key of each kind, and the fingerprint on record be of any; the one that people mostly compare is asked for first."""


class _Meeting(asyncssh.SSHClient):
    """Knows a server by one fingerprint and remembers what it showed."""

    def __init__(self, pinned: str) -> None:
        self._pinned, self.seen = pinned, ""

    def validate_host_public_key(self, host: str, addr: str, port: int, key: asyncssh.SSHKey) -> bool:  # noqa: ARG002
        self.seen = key.get_fingerprint("sha256")
        return self.seen == self._pinned


async def logged_in(address: Address, password: str) -> asyncssh.SSHClientConnection:
    """A line to the server.

    Raises:
        Refusal: `carrier.host_key` where no fingerprint is on record, `carrier.host_key_changed` where none of the server's keys has it,
            `carrier.denied` where the user or the password is wrong, `carrier.file` where the key file cannot be used.
        OSError, asyncssh.Error: the server cannot be reached.
    """
    pinned = address.options.get("host_key", "")
    options = _options(address, password)
    seen = ""
    for kinds in _KINDS:
        meeting = _Meeting(pinned)
        try:
            return await asyncssh.connect(
                address.host, address.port or 22, client_factory=lambda met=meeting: met, server_host_key_algs=kinds, **options
            )
        except asyncssh.PermissionDenied as error:
            raise telling.denied(address) from error
        except (asyncssh.DisconnectError, ConnectionResetError, ConnectionAbortedError, BrokenPipeError):
            # Servers that have no key of a kind may say so, or only hang up.
            seen = seen or meeting.seen
            if (pinned and meeting.seen == pinned) or (kinds is _KINDS[-1] and not seen):
                raise
            if seen and not pinned:
                break
    if pinned:
        raise Refusal("carrier.host_key_changed", carrier=address.name, host=address.host, fingerprint=seen, pinned=pinned)
    raise Refusal("carrier.host_key", carrier=address.name, host=address.host, fingerprint=seen)


def is_locked(address: Address) -> bool:
    """Whether the key file of an address asks for a passphrase; False where it cannot be read."""
    try:
        _key(address, "")
    except Refusal as refused:
        return refused.code == "carrier.denied"
    return False


def _options(address: Address, password: str) -> dict[str, Any]:
    has_key = "key" in address.options
    return {
        # What stands in the files of this user for other programs is neither trusted nor followed.
        "config": None,
        "known_hosts": ([], [], []),
        "agent_path": None,
        "gss_host": None,
        "x509_trusted_certs": None,
        "username": address.user or (),
        "client_keys": [_key(address, password)] if has_key else None,
        "password": None if has_key else password,
        "keepalive_interval": 15,
        "keepalive_count_max": 3,
    }


def _key(address: Address, passphrase: str) -> asyncssh.SSHKey:
    file = address.options["key"]
    try:
        return asyncssh.read_private_key(Path(file).expanduser(), passphrase or None)
    except OSError as error:
        raise Refusal("carrier.file", carrier=address.name, file=file, cause=causes.of_system(error)) from error
    except asyncssh.KeyEncryptionError as error:
        raise telling.denied(address) from error
    except (asyncssh.KeyImportError, RuntimeError) as error:
        if isinstance(error, asyncssh.KeyImportError) and "passphrase" in str(error).lower():
            raise telling.denied(address) from error
        raise Refusal("carrier.file", carrier=address.name, file=file, cause=Cause("no_key")) from error
