"""What kind of disk a folder lies on, as the system tells it: this computer's own, the network, a stick, or only memory."""

import ctypes
import os
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple

MOUNTS: Final = Path("/proc/self/mountinfo")
SYSFS: Final = Path("/sys")
FSTAB: Final = Path("/etc/fstab")
_NETWORK: Final = re.compile(
    r"9p|afs|afpfs|autofs|ceph|cifs|coda|davfs|gfs2?|glusterfs|hgfs|lustre|ncpfs|nfs[34]?|ocfs2|orangefs|prl_fs|smb3|smb(fs)?|vboxsf"
    r"|virtiofs|webdav|fuse\.(?!(bindfs|cryfs|encfs|fuse-overlayfs|fuse2fs|gocryptfs|mergerfs|securefs)$).+"
)
"""File systems of which another computer, or the host of a virtual one, has a say; what FUSE shows may be anything but these few."""
_MEMORY: Final = frozenset(("tmpfs", "ramfs"))
_ESCAPED: Final = re.compile(r"\\([0-7]{3})")
_MOUNTED_UNDER: Final = {Path("/media"): 2, Path("/run/media"): 2, Path("/mnt"): 1, Path("/Volumes"): 1}
"""Where disks and shares appear, and how far below at most."""
_WINDOWS: Final = {2: "stick", 4: "network", 6: "memory"}
"""What `GetDriveTypeW` gives: removable, remote, RAM."""
_LOCAL, _REMOVABLE = 0x1000, 0x200
"""Flags that macOS gives a mount (`MNT_LOCAL`, `MNT_REMOVABLE`)."""


class Kind(StrEnum):
    """Kinds of disks."""

    OWN = "own"
    NETWORK = "network"
    STICK = "stick"
    MEMORY = "memory"


@dataclass(frozen=True, slots=True)
class Disk:
    """The disk beneath a folder."""

    kind: Kind
    system: str
    """What the file system is called, empty where the system does not say."""
    options: frozenset[str] = frozenset()
    """How it is mounted."""


def is_reached(path: Path, fstab: Path = FSTAB) -> bool:
    """Whether the disk or share that `path` would lie on is there, as far as names tell: where none has to be, it is."""
    try:
        path = Path(os.path.realpath(path))
    except ValueError:  # a name that no file can have
        return True
    if sys.platform == "win32":
        return os.path.exists(f"{os.path.splitdrive(path)[0]}\\")  # noqa: PTH110 - a drive without a disk is no path that one may ask
    for root, depth in _MOUNTED_UNDER.items():
        if root in path.parents:
            points = [root.joinpath(*path.relative_to(root).parts[:far]) for far in range(1, depth + 1)]
            points = [point for point in points if point in path.parents]
            if not any(map(os.path.ismount, points)) and not (len(points) == depth and _is_filled(points[-1])):
                return False
    return all(os.path.ismount(point) for point in _told(fstab) if point in path.parents)


def _is_filled(folder: Path) -> bool:
    """Whether a folder where disks appear is one like any other: of a disk that is gone, nothing but its empty folder is left."""
    try:
        return any(folder.iterdir())
    except OSError:
        return False


def _told(fstab: Path) -> Iterator[Path]:
    """Where something is to be mounted."""
    with suppress(OSError):
        lines = (line.split() for line in fstab.read_text("utf-8", "replace").splitlines() if not line.lstrip().startswith("#"))
        points = (Path(_ESCAPED.sub(_character, fields[1])) for fields in lines if len(fields) > 1 and fields[1].startswith("/"))
        yield from (point for point in points if point != Path("/"))


def _character(escaped: re.Match[str]) -> str:
    return chr(int(escaped[1], 8))


def of(folder: Path) -> Disk:
    """The disk beneath `folder`, which need not be there yet; where the system does not say, one of this computer's own."""
    try:
        path = os.path.realpath(folder)
        if sys.platform == "win32":
            return of_drive(path)
        if sys.platform == "darwin":
            return _of_mac(path)
        return mounted(path, MOUNTS.read_text("utf-8", "surrogateescape"), SYSFS)
    except (OSError, ValueError, AttributeError):
        return Disk(Kind.OWN, "")


def mounted(path: str, table: str, sysfs: Path) -> Disk:
    """The disk beneath a resolved `path` by a Linux table of mounts; whether it is a stick stands in `sysfs`."""
    found = {}
    for line in table.splitlines():
        fields = line.split(" ")
        end = fields.index("-")
        point = Path(_ESCAPED.sub(_character, fields[4]))
        # Of two on one place, the later lies on top.
        found[point] = _Mount(fields[2], fields[end + 1], fields[end + 2], frozenset(f"{fields[5]},{fields[-1]}".split(",")))
    point = next(each for each in (Path(path), *Path(path).parents) if each in found)
    mount = found[point]
    is_root = point == Path(point.anchor)
    kind = Kind.OWN
    # What the system itself runs from is as much its own as anything it has, be that a stick or the disk of a host.
    if not is_root and mount.system in _MEMORY:
        kind = Kind.MEMORY
    elif not is_root and _NETWORK.fullmatch(mount.system):
        kind = Kind.NETWORK
    elif not is_root and (disk := _disk(mount, sysfs)) and _is_removable(disk):
        root = found.get(Path(point.anchor))
        kind = Kind.OWN if root and _disk(root, sysfs) == disk else Kind.STICK
    return Disk(kind, mount.system, mount.options)


class _Mount(NamedTuple):
    number: str
    system: str
    source: str
    options: frozenset[str]


def _disk(mount: _Mount, sysfs: Path) -> Path | None:
    """The whole disk that is mounted, a partition of it or not, as the system describes it; None where there is none."""
    devices = (sysfs / "dev" / "block" / mount.number, sysfs / "class" / "block" / Path(mount.source).name)
    device = next((each.resolve() for each in devices if each.exists()), None)
    return device.parent if device is not None and (device / "partition").exists() else device


def _is_removable(disk: Path) -> bool:
    file, beneath = disk / "removable", disk / "slaves"
    if file.exists() and file.read_text().strip() == "1":
        return True
    # An encrypted volume, or one of several disks, lies on others.
    parts = beneath.iterdir() if beneath.is_dir() else ()
    return any(_is_removable(each.resolve().parent if (each / "partition").exists() else each.resolve()) for each in parts)


def of_drive(path: str) -> Disk:
    """The disk beneath a resolved `path` on Windows: a share by its name, a drive by what the system says of it."""
    drive = os.path.splitdrive(path)[0]
    if drive.startswith("\\\\") and not re.fullmatch(r"\\\\[?.]\\[A-Za-z]:", drive):
        return Disk(Kind.NETWORK, "UNC")
    windows = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    return Disk(Kind(_WINDOWS.get(windows.GetDriveTypeW(f"{drive}\\"), "own")), "")


def _of_mac(path: str) -> Disk:
    while not os.path.exists(path):  # noqa: PTH110 - `pathlib` would raise for a folder that one may not enter
        path = os.path.dirname(path)  # noqa: PTH120
    libc = ctypes.CDLL(None)
    statfs = libc["statfs$INODE64"] if os.uname().machine == "x86_64" else libc.statfs
    told = ctypes.create_string_buffer(4096)
    return of_statfs(told.raw) if statfs(os.fsencode(path), told) == 0 else Disk(Kind.OWN, "")


def of_statfs(told: bytes) -> Disk:
    """The disk as macOS tells it in a `struct statfs`: its flags, and the name of the file system."""
    flags, system = int.from_bytes(told[64:68], sys.byteorder), told[72:88].split(b"\0")[0].decode("ascii", "replace")
    kind = Kind.NETWORK if not flags & _LOCAL or _NETWORK.fullmatch(system) else Kind.STICK if flags & _REMOVABLE else Kind.OWN
    return Disk(kind, system)
