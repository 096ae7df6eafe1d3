"""Builds the frozen folder: the program with its Python, for laptops without either and without administrator rights.

    python packaging/frozen.py dist/wheelhouse dist/frozen

Made for the system it is built on, from a wheelhouse that has packages for it and this Python: `pasang.py` installs them as on any
laptop, PyInstaller freezes what came. Only PyInstaller itself is fetched from the internet. Beside the archive stands its SHA-256.
"""

import argparse
import hashlib
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pasang

HERE: Final = Path(__file__).parent
PYINSTALLER: Final = "pyinstaller==6.22.3"


def built(wheelhouse: Path, folder: Path) -> Path:
    """The archive of the frozen folder, made in `folder`, where the folder itself stays as well."""
    with TemporaryDirectory() as made:
        environment, work = Path(made) / "environment", Path(made) / "work"
        _run(sys.executable, wheelhouse / "pasang.py", "--to", environment)
        python = environment / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
        _run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", PYINSTALLER)
        where = ("--distpath", folder.absolute(), "--workpath", work)
        # Run in a checkout, Python would freeze its sources and not what was installed.
        _run(python, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *where, HERE / "verifier.spec", folder=Path(made))
    system = pasang.target().rpartition("-")[0]
    name = folder / f"verifier-{system}"
    if sys.platform == "win32":
        archive = Path(shutil.make_archive(str(name), "zip", folder, "verifier"))
    else:
        # The highest level takes several times as long for a hundredth less.
        archive = Path(f"{name}.tar.gz")
        with tarfile.open(archive, "w:gz", compresslevel=6) as packed:
            packed.add(folder / "verifier", "verifier")
    with archive.open("rb") as read:
        digest = hashlib.file_digest(read, "sha256").hexdigest()
    archive.with_name(f"{archive.name}.sha256").write_text(f"{digest}  {archive.name}\n", "utf-8", newline="\n")
    return archive


def _run(*command: str | Path, folder: Path | None = None) -> None:
    subprocess.run(command, check=True, stdout=sys.stderr, cwd=folder)


def main() -> None:
    """Build what the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("wheelhouse", type=Path, help="a folder that wheelhouse.py made")
    parser.add_argument("folder", type=Path, help="where it goes")
    parsed = parser.parse_args()
    print(built(parsed.wheelhouse, parsed.folder))


if __name__ == "__main__":
    main()
