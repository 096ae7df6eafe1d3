"""Memasang verifier dari folder ini tanpa internet: `python pasang.py`. Installs verifier from this folder without internet.

Runs on the laptop with nothing but Python: it checks the files against their sums, makes an environment of the program's own, installs
into it only bytes that the list of this system names, and says where the command is. `--to FOLDER` chooses where; the data of a profile
is elsewhere.
"""

import argparse
import hashlib
import os
import platform
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
OLDEST = (3, 11)
SYSTEMS = {"win32": "windows", "darwin": "macos", "linux": "linux"}
MACHINES = {"amd64": "x86_64", "aarch64": "arm64"}
SAID = {
    "python": (
        "Python {here} terlalu tua; verifier memerlukan Python {oldest} atau lebih baru. Tanpa Python: kemasan program yang sudah jadi.",
        "Python {here} is too old; verifier needs Python {oldest} or newer, or the frozen folder, which needs no Python.",
    ),
    "target": (
        "Folder ini tidak memuat paket untuk {here}. Yang ada: {there}.",
        "This folder has no packages for {here}. It has: {there}.",
    ),
    "damaged": (
        "Berkas {file} rusak atau berubah. Salin ulang seluruh folder dari sumbernya.",
        "The file {file} is damaged or changed. Copy the whole folder again from where it came.",
    ),
    "missing": (
        "Berkas {file} tidak ada. Salin ulang seluruh folder dari sumbernya.",
        "The file {file} is missing. Copy the whole folder again from where it came.",
    ),
    "venv": (
        "Python ini tidak dapat membuat lingkungan sendiri ({cause}). Di Debian dan Ubuntu: sudo apt install python3-venv.",
        "This Python cannot make an environment ({cause}). On Debian and Ubuntu: sudo apt install python3-venv.",
    ),
    "foreign": (
        "Folder {to} berisi hal lain. Pilih folder lain dengan --to.",
        "The folder {to} holds something else. Choose another one with --to.",
    ),
    "failed": (
        "Pemasangan gagal; pesan di atas menyebutkan sebabnya. Tutup verifier bila sedang terbuka, lalu ulangi.",
        "The installation failed; the message above says why. Close verifier where it is open, then try again.",
    ),
    "done": (
        "verifier terpasang. Jalankan: {command}",
        "verifier is installed. Run: {command}",
    ),
    "linked": (
        "Perintah verifier juga ada di {link}.",
        "The command verifier is in {link} as well.",
    ),
}


class Refused(Exception):
    """Why it cannot be installed."""


def said(key: str, **fields: object) -> str:
    """A sentence in both languages: nobody has chosen one yet."""
    return "\n".join(sentence.format(**fields) for sentence in SAID[key])


def target() -> str:
    """What the lists call this system and its Python."""
    machine = platform.machine().lower()
    return "{}-{}-{}.{}".format(SYSTEMS.get(sys.platform, sys.platform), MACHINES.get(machine, machine), *sys.version_info)


def check() -> None:
    """Compare every file with its sum."""
    for line in (HERE / "SHA256SUMS").read_text("utf-8").splitlines():
        digest, _, name = line.partition("  ")
        if not (HERE / name).is_file():
            raise Refused(said("missing", file=name))
        if hashlib.sha256((HERE / name).read_bytes()).hexdigest() != digest:
            raise Refused(said("damaged", file=name))


def usual() -> Path:
    """The folder the program goes to where none is named, beside the one of its data."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "Programs" / "verifier"
    return Path.home() / ".local" / "lib" / "verifier"


def install(to: Path) -> Path:
    """Make the environment anew and install into it; the command."""
    if sys.version_info < OLDEST:
        raise Refused(said("python", here=platform.python_version(), oldest=".".join(map(str, OLDEST))))
    check()
    packages = HERE / "lists" / (target() + ".txt")
    if not packages.is_file():
        raise Refused(said("target", here=target(), there=", ".join(sorted(each.stem for each in packages.parent.glob("*.txt")))))
    if to.exists() and not (to / "pyvenv.cfg").is_file() and any(to.iterdir()):
        raise Refused(said("foreign", to=to))
    try:
        venv.create(to, clear=True, with_pip=True)
    except (subprocess.CalledProcessError, ImportError, OSError) as cause:
        raise Refused(said("venv", cause=cause)) from cause
    scripts = to / ("Scripts" if sys.platform == "win32" else "bin")
    pip = [scripts / "python", "-m", "pip", "--isolated", "--disable-pip-version-check", "install", "--quiet"]
    only = ["--no-index", "--find-links", HERE / "wheels", "--no-deps", "--only-binary", ":all:", "--require-hashes", "-r", packages]
    # Isolated and without a file: no index, proxy or constraint that this laptop knows of has a say.
    if subprocess.run([str(each) for each in pip + only], env={**os.environ, "PIP_CONFIG_FILE": os.devnull}).returncode:
        raise Refused(said("failed"))
    return scripts / ("verifier.exe" if sys.platform == "win32" else "verifier")


def link(command: Path) -> "Path | None":  # older Pythons get as far as being told that they are
    """A link to the command where shells look for those of one's own; None where there is no such place or something else stands there."""
    place = Path.home() / ".local" / "bin" / "verifier"
    if sys.platform == "win32" or (place.exists() and not place.is_symlink()):
        return None
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.is_symlink():
        place.unlink()
    place.symlink_to(command)
    return place


def main() -> None:
    """Install where the command line says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--to", type=Path, metavar="FOLDER", help=f"folder program / folder of the program ({usual()})")
    to = parser.parse_args().to
    try:
        command = install((to or usual()).expanduser().absolute())
    except Refused as refused:
        sys.exit(str(refused))
    print(said("done", command=command))
    place = link(command) if to is None else None
    if place:
        print(said("linked", link=place))


if __name__ == "__main__":
    main()
