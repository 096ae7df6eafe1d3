"""A folder as a carrier: a stick, a network share, a folder that Syncthing keeps."""

import os
import stat
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import Final

from models import causes
from models.carriers.address import Address
from models.errors import Refusal
from models.landing import put_in_place, sync_folder

_FLAGS: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Folder:
    """The folder at an address, which must exist: what is not plugged in is not made anew on the disk below it."""

    def __init__(self, address: Address, mark: str = "") -> None:
        self._name, self._root, self._text = address.name, Path(address.path), address.text
        # Two laptops may pass on one segment at the same time.
        self._beside = f".{mark or token_hex(4)}.part"
        self._require_root()

    def names(self, folder: str) -> frozenset[str]:
        """What stands directly in a folder."""
        try:
            return frozenset(entry.name for entry in (self._root / folder).iterdir())
        except (FileNotFoundError, NotADirectoryError):
            self._require_root()
            return frozenset()
        except OSError as error:
            raise self._failed(folder, error) from error

    def get(self, path: str, limit: int) -> bytes | None:
        """The bytes of a file as the medium has them; no bytes where a link, a folder or a device stands in its place."""
        try:
            if not stat.S_ISREG((self._root / path).lstat().st_mode):
                return b""
            descriptor = os.open(self._root / path, _FLAGS)
        except (FileNotFoundError, NotADirectoryError):
            self._require_root()
            return None
        except OSError as error:
            raise self._failed(path, error) from error
        try:
            with os.fdopen(descriptor, "rb") as file:
                # What was just written would else be read from memory, whatever became of it on the stick.
                if hasattr(os, "posix_fadvise"):
                    os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
                content = file.read(limit + 1)
        except OSError as error:
            raise self._failed(path, error) from error
        if len(content) > limit:
            raise Refusal("carrier.too_large", carrier=self._name, path=path, limit=limit // 1000)
        return content

    def put(self, path: str, content: bytes) -> None:
        """Write beside, sync, compare, rename; a folder made for it is synced too."""
        target = self._root / path
        if os.path.lexists(target):
            raise Refusal("carrier.taken", carrier=self._name, path=path)
        self.put_over(path, content)

    def put_over(self, path: str, content: bytes) -> None:
        """As `put`, whatever stands there."""
        self._require_root()
        target = self._root / path
        try:
            self._make(target.parent)
            # Whoever had the stick may have put a link there: through it a file of this laptop would be overwritten.
            if not target.parent.resolve().is_relative_to(self._root.resolve()):
                raise Refusal("carrier.failed", carrier=self._name, path=path, cause=causes.Cause("link_out"))
            put_in_place(target, content, self._beside)
            # What lands is its writer's alone; on a share it is for everybody whom the share is for.
            with suppress(OSError):
                target.chmod(self._root.stat().st_mode & 0o666)
        except OSError as error:
            if target.is_dir():  # nothing goes over it, and only whoever has the carrier can take it away
                raise Refusal("carrier.failed", carrier=self._name, path=path, cause=causes.Cause("folder")) from error
            raise self._failed(path, error) from error
        except Refusal as refused:
            raise Refusal("carrier.failed", carrier=self._name, path=path, cause=refused.fields.get("cause", "-")) from refused

    def close(self) -> None:
        """Nothing is held."""

    def _make(self, folder: Path) -> None:
        """Make a folder with those above it, none of which is the root."""
        missing = [each for each in (folder, *folder.parents) if self._root in each.parents and not each.is_dir()]
        for each in reversed(missing):
            each.mkdir(exist_ok=True)
            with suppress(OSError):
                each.chmod(self._root.stat().st_mode & 0o7777)
            sync_folder(each.parent)

    def _require_root(self) -> None:
        cause: object = causes.Cause("enoent")
        try:
            if stat.S_ISDIR(self._root.stat().st_mode):
                return
            cause = causes.Cause("enotdir")
        except OSError as error:  # also of a stick that was pulled out, or a share that is gone
            cause = causes.of_system(error)
        except ValueError:  # a name that no folder can have
            pass
        raise Refusal("carrier.away", carrier=self._name, address=self._text, cause=cause)

    def _failed(self, path: str, error: OSError) -> Refusal:
        self._require_root()
        return Refusal("carrier.failed", carrier=self._name, path=path, cause=causes.of_system(error))
