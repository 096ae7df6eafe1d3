"""Real servers on free ports of this machine, each with a folder of its own; they are looked for by the tests, and stopped after them."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import asyncssh
import pytest

from models.carriers import Carrier, connected, parsed
from models.carriers.waiting import Waiting

USER: Final = "ani"
PASSWORD: Final = "Rahasia-4711"


@dataclass
class Place:
    """Where a carrier can be had, and what is behind it."""

    kind: str
    text: str
    """Its address, with `{}` for a folder in it."""
    folder: Path | None = None
    """What is behind `{}`, where it can be looked into."""
    password: str = PASSWORD
    wrong: str = ""
    """An address of it where nobody is let in, where not by the password."""
    closed: str = ""
    """An address of it where nothing can be written."""
    is_guarded: bool = True
    """Somebody else's password lets nobody in."""
    is_gapless: bool = True
    """What is replaced is there, and whole, all the time."""
    make: Callable[[str], None] = lambda _folder: None
    """Makes a folder there, where it cannot be made on a disk and has to be."""
    made: int = field(default=0, init=False)

    def address(self) -> str:
        """A folder that no test used yet."""
        self.made += 1
        if self.folder is not None:
            self.at().mkdir()
            self.at().chmod(0o777)
        self.make(str(self.made))
        return self.text.replace("{}", str(self.made))

    def at(self) -> Path:
        """The folder of the last address on the disk of the server."""
        assert self.folder is not None
        return self.folder / str(self.made)

    def connected(self, text: str = "") -> Carrier:
        """A carrier there."""
        return connected(parsed("hq", text or self.address()), self.password, impatient)


def impatient(seconds: float) -> None:
    """Wait no time."""


def program(name: str) -> str:
    """A program of the system; the test is skipped where it is not installed, which `.ci/run` does not let pass."""
    # Those of servers are not on everybody's path.
    found = shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin"]))
    if not found:
        pytest.skip(f"{name} is not installed")
    return found


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that servers may use which run as somebody else."""
    folder = Path(tempfile.mkdtemp(prefix="carrier-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running(command: list[str], port: int, **environment: str) -> Iterator[None]:
    """A server, once it listens; what it says comes with the failure where it does not."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, env={**os.environ, **environment})
        try:
            _wait_for(process, port, said.fileno())
            yield
        finally:
            process.terminate()
            process.wait(timeout=10)


def _wait_for(process: "subprocess.Popen[bytes]", port: int, said: int) -> None:
    for _ in range(400):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5):
            return
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=0.05)
            break
    pytest.fail(f"{process.args!r} does not listen: {os.pread(said, 4000, 0).decode(errors='replace')}")


_SSHD: Final = """
ListenAddress 127.0.0.1:{port}
ListenAddress 127.0.0.1:{closed}
HostKey {folder}/host
HostKey {folder}/host_rsa
AuthorizedKeysFile {folder}/key.pub
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
Subsystem sftp internal-sftp
Match LocalPort {closed}
ForceCommand internal-sftp -R
"""


@contextmanager
def openssh() -> Iterator[Place]:
    """The SFTP server that most have; it lets in by a key."""
    with open_folder() as folder:
        for name, kind in (("host", "ssh-ed25519"), ("host_rsa", "ssh-rsa"), ("key", "ssh-ed25519"), ("other", "ssh-ed25519")):
            made = asyncssh.generate_private_key(kind)
            made.write_private_key(folder / name)
            (folder / name).chmod(0o600)
            made.write_public_key(folder / f"{name}.pub")
        if os.getuid() == 0:
            Path("/run/sshd").mkdir(exist_ok=True)
        port, closed = free_port(), free_port()
        (folder / "config").write_text(_SSHD.format(port=port, closed=closed, folder=folder))
        (folder / "root").mkdir()
        pinned = f"host_key={fingerprint(folder / 'host.pub')}"
        user = subprocess.run(["id", "-un"], capture_output=True, text=True, check=True).stdout.strip()
        to = f"sftp://{user}@127.0.0.1"
        with running([program("sshd"), "-D", "-e", "-f", str(folder / "config")], port):
            yield Place(
                "openssh",
                f"{to}:{port}{folder}/root/{{}}?{pinned}&key={folder}/key",
                folder / "root",
                "",
                f"{to}:{port}{folder}/root?{pinned}&key={folder}/other",
                f"{to}:{closed}{folder}/root?{pinned}&key={folder}/key",
            )


def fingerprint(public: Path) -> str:
    """The fingerprint of a key as people compare it."""
    return asyncssh.read_public_key(public).get_fingerprint("sha256")


class _Doorkeeper(asyncssh.SSHServer):
    def password_auth_supported(self) -> bool:
        return True

    def validate_password(self, username: str, password: str) -> bool:
        return (username, password) == (USER, PASSWORD)


class Files(asyncssh.SFTPServer):
    """The files of one folder."""

    root: Path

    def __init__(self, channel: asyncssh.SSHServerChannel[bytes]) -> None:
        super().__init__(channel, chroot=str(self.root).encode())


@contextmanager
def asyncssh_server(files: type[Files] = Files, kind: str = "ssh-ed25519") -> Iterator[Place]:
    """An SFTP server inside this process that lets in by a password; `files` may fail in any way."""
    with open_folder() as folder:
        waiting = Waiting()
        key = asyncssh.generate_private_key(kind)
        served = type("Served", (files,), {"root": folder})

        async def started() -> asyncssh.SSHAcceptor:
            return await asyncssh.listen("127.0.0.1", 0, server_factory=_Doorkeeper, server_host_keys=[key], sftp_factory=served)

        server = waiting.result(started())
        text = f"sftp://{USER}@127.0.0.1:{server.get_port()}/{{}}?host_key={key.get_fingerprint('sha256')}"
        try:
            yield Place("asyncssh", text, folder)
        finally:
            server.close()
            waiting.close()
