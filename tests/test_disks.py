"""What the system says of its disks, and the marks of programs that sync folders: on tables and folders as they were seen."""

import sys
from pathlib import Path

import pytest

from models import disks, synced
from models.disks import Kind, mounted, of_drive, of_statfs

ROOT = "27 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw,errors=remount-ro"
MOUNTS = "\n".join(
    (
        ROOT,
        "30 27 0:40 / /tmp rw - tmpfs tmpfs rw",
        "31 27 0:41 / /srv/kantor rw - nfs4 server:/kantor rw,vers=4.2",
        "32 27 0:42 / /mnt/berbagi\\040data rw - cifs //server/berbagi rw",
        "33 27 0:43 / /home/ani/server rw - fuse.sshfs ani@server: rw",
        "34 27 0:44 / /home/ani/sandi rw - fuse.gocryptfs /home/ani/.sandi rw",
        "35 27 0:45 / /mnt/c rw - 9p C:\\134 rw",
        "36 27 0:46 / /media/sf_data rw - vboxsf data rw",
        "37 27 8:17 / /media/ani/TIM rw - vfat /dev/sdb1 rw",
        "38 27 8:3 / /data rw,nobarrier - ext4 /dev/sda3 rw",
        "39 27 253:0 / /media/ani/kunci rw - ext4 /dev/mapper/luks rw",
        "40 27 0:47 / /media/ani/tim2 rw - btrfs /dev/sdb1 rw",
        "41 27 0:48 / /var/lib/x rw - overlay overlay rw",
        "42 27 0:49 / /mnt/berlapis rw - nfs server:/x rw",
        "43 42 8:3 / /mnt/berlapis rw - ext4 /dev/sda3 rw",
        "44 27 0:50 / /home/ani/smb rw - smb3 //server/x rw",
    )
)


@pytest.fixture
def sysfs(tmp_path: Path) -> Path:
    """Two disks, the second a stick, and an encrypted volume on it."""
    sys_ = tmp_path / "sys"
    for disk, removable, parts in (("sda", 0, {"sda2": "8:2", "sda3": "8:3"}), ("sdb", 1, {"sdb1": "8:17"})):
        at = sys_ / "devices" / "usb" / disk
        at.mkdir(parents=True)
        (at / "removable").write_text(f"{removable}\n")
        for part, number in parts.items():
            (at / part).mkdir()
            (at / part / "partition").write_text("1\n")
            _linked(sys_ / "class" / "block" / part, at / part)
            _linked(sys_ / "dev" / "block" / number, at / part)
    volume = sys_ / "devices" / "virtual" / "dm-0"
    volume.mkdir(parents=True)
    (volume / "removable").write_text("0\n")
    _linked(volume / "slaves" / "sdb1", sys_ / "devices" / "usb" / "sdb" / "sdb1")
    _linked(sys_ / "dev" / "block" / "253:0", volume)
    return sys_


def _linked(link: Path, to: Path) -> None:
    # A colon is no part of a name on Windows, whose disks are asked otherwise anyway.
    if sys.platform == "win32":
        pytest.skip("Linux alone tells its disks like this")
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(to)


@pytest.mark.parametrize(
    ("path", "kind", "system"),
    [
        ("/home/ani/.local/share/verifier", Kind.OWN, "ext4"),
        ("/data/verifier", Kind.OWN, "ext4"),
        ("/tmp/pytest/profile", Kind.MEMORY, "tmpfs"),
        ("/var/lib/x/profile", Kind.OWN, "overlay"),
        ("/srv/kantor", Kind.NETWORK, "nfs4"),
        ("/mnt/berbagi data/tim", Kind.NETWORK, "cifs"),
        ("/home/ani/server/x", Kind.NETWORK, "fuse.sshfs"),
        ("/home/ani/sandi/x", Kind.OWN, "fuse.gocryptfs"),
        ("/home/ani/smb", Kind.NETWORK, "smb3"),
        ("/mnt/c/Users/ani", Kind.NETWORK, "9p"),
        ("/media/sf_data", Kind.NETWORK, "vboxsf"),
        ("/media/ani/TIM/verifier", Kind.STICK, "vfat"),
        ("/media/ani/kunci", Kind.STICK, "ext4"),
        ("/media/ani/tim2", Kind.STICK, "btrfs"),
        ("/mnt/berlapis", Kind.OWN, "ext4"),
    ],
)
def test_a_folder_is_known_by_the_disk_beneath_it(sysfs: Path, path: str, kind: Kind, system: str) -> None:
    found = mounted(path, MOUNTS, sysfs)
    assert (found.kind, found.system) == (kind, system)


def test_how_a_disk_is_mounted_is_told(sysfs: Path) -> None:
    assert "nobarrier" in mounted("/data/x", MOUNTS, sysfs).options


def test_what_the_system_runs_from_is_its_own(sysfs: Path) -> None:
    live = ROOT.replace("8:2", "8:17").replace("/dev/sda2", "/dev/sdb1")
    assert mounted("/home/ani", live, sysfs).kind is Kind.OWN
    assert mounted("/home/ani", ROOT.replace("ext4", "9p"), sysfs).kind is Kind.OWN
    home = live + "\n50 27 8:17 /home /home rw - ext4 /dev/sdb1 rw"
    assert mounted("/home/ani", home, sysfs).kind is Kind.OWN


def test_windows_and_macos_say_it_their_own_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.path.splitdrive", lambda path: (path[: path.rindex("\\")], ""))
    assert of_drive("\\\\server\\berbagi\\") == disks.Disk(Kind.NETWORK, "UNC")
    for flags, name, kind in ((0x1000, b"apfs", Kind.OWN), (0, b"smbfs", Kind.NETWORK), (0x1200, b"msdos", Kind.STICK)):
        told = bytes(64) + flags.to_bytes(4, sys.byteorder) + bytes(4) + name.ljust(16, b"\0") + bytes(4000)
        assert of_statfs(told) == disks.Disk(kind, name.decode())


def test_the_machine_itself_tells(tmp_path: Path) -> None:
    found = disks.of(tmp_path / "belum" / "ada")
    assert found.kind in (Kind.OWN, Kind.MEMORY)
    assert found.system or sys.platform == "win32"


@pytest.mark.parametrize(
    ("mark", "service"),
    [
        (".stfolder/", "Syncthing"),
        (".stignore", "Syncthing"),
        (".dropbox", "Dropbox"),
        (".dropbox.cache/", "Dropbox"),
        (".owncloudsync.log", "Nextcloud"),
        (".sync_3f2a9c.db", "Nextcloud"),
        ("._sync_3f2a9c.db", "Nextcloud"),
        (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
        (".tmp.drivedownload/", "Google Drive"),
        (".sync/ID", "Resilio Sync"),
    ],
)
def test_a_synced_folder_is_known_by_its_mark(tmp_path: Path, mark: str, service: str) -> None:
    root = tmp_path / "tersinkron"
    at = root / mark.rstrip("/")
    at.parent.mkdir(parents=True)
    if mark.endswith("/"):
        at.mkdir()
    else:
        at.write_text("")
    assert synced.of(root / "data" / "verifier", {}) == synced.Synced(service, root.resolve())
    assert synced.of(tmp_path, {}) is None


def test_the_own_folders_of_sync_programs_are_no_marks(tmp_path: Path) -> None:
    for name in (".dropbox", ".sync"):
        (tmp_path / name).mkdir()
    assert synced.of(tmp_path / "verifier", {}) is None


def test_a_synced_folder_is_known_by_its_place(tmp_path: Path) -> None:
    icloud = tmp_path / "Library" / "Mobile Documents"
    assert synced.of(icloud / "com~apple~CloudDocs", {}) == synced.Synced("iCloud", icloud.resolve())
    drive = {"OneDriveCommercial": str(tmp_path / "OneDrive - BKN")}
    assert synced.of(tmp_path / "OneDrive - BKN" / "x", drive) == synced.Synced("OneDrive", (tmp_path / "OneDrive - BKN").resolve())
    assert synced.of(tmp_path / "lain", drive) is None
