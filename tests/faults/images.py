"""A disk in a file whose power can be cut: what nobody had asked to be written through is gone, as when a battery dies."""

import fcntl
import os
import shutil
import struct
import subprocess
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Final

import pytest

_SHUTDOWN: Final = 0x8004587D
"""`EXT4_IOC_SHUTDOWN`."""
_WITHOUT_FLUSH: Final = struct.pack("I", 2)
CANNOT: Final = "this machine cannot mount a disk image"
"""Why tests are skipped where nobody may mount: the one skip that `.ci/run` allows."""
_MEGABYTES: Final = 256
"""Room enough not to be warned of; the file takes only what is written."""


@contextmanager
def mounted(folder: Path, *how: str | Path) -> Iterator[None]:
    """Mount something at `folder` and let go of it however the block ends; the test is skipped where nobody may."""
    if shutil.which("mount") is None or subprocess.run(["mount", *how, folder], capture_output=True, check=False).returncode:
        pytest.skip(CANNOT)
    try:
        yield
    finally:
        # Whoever failed may still be in there.
        if subprocess.run(["umount", folder], capture_output=True, check=False).returncode:
            subprocess.run(["umount", "--lazy", folder], check=True)


class Image:
    """An ext4 disk in a file, mounted at `folder` while it is in use."""

    def __init__(self, place: Path) -> None:
        self._file, self.folder = place / "disk.img", place / "disk"
        self.folder.mkdir()
        with self._file.open("wb") as file:
            file.truncate(_MEGABYTES << 20)
        mkfs = shutil.which("mkfs.ext4", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
        if mkfs is None or subprocess.run([mkfs, "-q", "-F", self._file], check=False).returncode:
            pytest.skip(CANNOT)

    def mounted(self) -> AbstractContextManager[None]:
        """Mount it for a while; its loop device goes with it."""
        return mounted(self.folder, "-o", "loop", self._file)

    def cut(self) -> None:
        """Cut the power: nothing is written any more, not even what is under way."""
        descriptor = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.ioctl(descriptor, _SHUTDOWN, _WITHOUT_FLUSH)
        finally:
            os.close(descriptor)
