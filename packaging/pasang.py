"""Memasang verifier dari folder ini tanpa internet: `python pasang.py`. Installs verifier from this folder without internet.

Runs on the laptop with nothing but Python: it checks the files against their sums, makes an environment of the program's own, installs
into it only bytes that the list of this system names, and says where the command is. `--to FOLDER` chooses where; the data of a profile
is elsewhere.
"""

import argparse
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
OLDEST = (3, 11)
SYSTEMS = {"win32": "windows", "darwin": "macos", "linux": "linux"}
MACHINES = {"amd64": "x86_64", "aarch64": "arm64"}
PROMPT = "verifier"
BEFORE = ".before"
"""Where in the folder of the program the one that was there waits until the new one is whole."""
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
    "place": (
        "Folder {to} tidak dapat ditulisi ({cause}). Tutup verifier bila sedang terbuka, atau pilih folder lain dengan --to.",
        "The folder {to} cannot be written ({cause}). Close verifier where it is open, or choose another folder with --to.",
    ),
    "foreign": (
        "Folder {to} berisi hal lain. Pilih folder lain dengan --to.",
        "The folder {to} holds something else. Choose another one with --to.",
    ),
    "failed": (
        "Pemasangan gagal; pesan di atas menyebutkan sebabnya. Tutup verifier bila sedang terbuka, lalu ulangi.",
        "The installation failed; the message above says why. Close verifier where it is open, then try again.",
    ),
    "kept": (
        "Program yang lama tetap terpasang.",
        "The program that was there before stays installed.",
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
    try:
        if to.exists() and not is_own(to):
            raise Refused(said("foreign", to=to))
        to.mkdir(parents=True, exist_ok=True)
        before = set_aside(to)
    except OSError as cause:
        raise Refused(said("place", to=to, cause=cause)) from cause
    try:
        fill(to, packages)
    except BaseException as failure:
        clear(to)
        put_back(to)
        if not before:
            raise
        raise Refused("\n".join(filter(None, (str(failure), said("kept"))))) from failure
    shutil.rmtree(to / BEFORE, ignore_errors=True)
    return command_in(to)


def command_in(to: Path) -> Path:
    """Where the command is in the environment `to`."""
    return to / ("Scripts/verifier.exe" if sys.platform == "win32" else "bin/verifier")


def is_own(to: Path) -> bool:
    """Whether the folder `to` is empty, or an environment of this program, whole or half made; all in it goes."""
    made = to / "pyvenv.cfg"
    half = made.is_file() and f"prompt = '{PROMPT}'" in made.read_text("utf-8", "replace")
    return half or command_in(to).exists() or (to / BEFORE).is_dir() or not any(to.iterdir())


def set_aside(to: Path) -> bool:
    """Put what is installed in `to` aside, whole or not at all; whether there is anything to come back to."""
    before = to / BEFORE
    if before.exists():  # an installation that was cut off: what was put aside is the program, the rest is half made
        clear(to)
    else:
        before.mkdir()
        try:
            for each in others(to):
                each.rename(before / each.name)
        except OSError:  # Windows moves nothing that is in use
            put_back(to)
            raise
    return command_in(before).exists()


def others(to: Path) -> "list[Path]":
    """What is in `to` beside what was put aside."""
    return [each for each in to.iterdir() if each.name != BEFORE]


def clear(to: Path) -> None:
    """Take away what was made in `to`."""
    for each in others(to):
        if each.is_dir() and not each.is_symlink():
            shutil.rmtree(each, ignore_errors=True)
        else:
            each.unlink()


def put_back(to: Path) -> None:
    """Put what was set aside in `to` where it was."""
    for each in (to / BEFORE).iterdir():
        each.rename(to / each.name)
    (to / BEFORE).rmdir()


def fill(to: Path, packages: Path) -> None:
    """Make the environment `to` and install into it what the list `packages` names."""
    try:
        venv.create(to, with_pip=True, prompt=PROMPT)
    except (subprocess.CalledProcessError, ImportError) as cause:
        raise Refused(said("venv", cause=cause)) from cause
    except OSError as cause:
        raise Refused(said("place", to=to, cause=cause)) from cause
    python = command_in(to).with_name("python.exe" if sys.platform == "win32" else "python")
    pip = [python, "-m", "pip", "--isolated", "--disable-pip-version-check", "install", "--quiet"]
    only = ["--no-index", "--find-links", HERE / "wheels", "--no-deps", "--only-binary", ":all:", "--require-hashes", "-r", packages]
    # Isolated and without a file: no index, proxy or constraint that this laptop knows of has a say.
    if subprocess.run([str(each) for each in pip + only], env={**os.environ, "PIP_CONFIG_FILE": os.devnull}).returncode:
        raise Refused(said("failed"))


def link(command: Path) -> "Path | None":  # older Pythons get as far as being told that they are
    """A link to the command where shells look for those of one's own; None where none can be made or something else stands there."""
    place = Path.home() / ".local" / "bin" / "verifier"
    if sys.platform == "win32" or (place.exists() and not place.is_symlink()):
        return None
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.is_symlink():
            place.unlink()
        place.symlink_to(command)
    except OSError:
        return None
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
    except KeyboardInterrupt:
        sys.exit(130)
    print(said("done", command=command))
    place = link(command) if to is None else None
    if place:
        print(said("linked", link=place))


if __name__ == "__main__":
    main()
