"""Takes in paths, each in a process of its own, and tells what it cost: run by `test_intake_limits`.

Arguments: the profile, then `NAME=PATH` for each.
Prints a line of JSON for each: name, the program's own work in parsings of a plain text, seconds, kilobytes at the peak, codes.
"""

import json
import os
import re
import resource
import sys
import time
import tomllib
from pathlib import Path

from models.codes import digest
from models.desk import intake
from models.desk.desk import opened
from models.documents.travelling import Signed, gathered
from models.errors import Refusal
from models.words import in_both


def peaked() -> int:
    """Most kilobytes that this process has had."""
    # Linux lets a process begin with the peak of the one that started it, in `ru_maxrss` but not here.
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.search(r"VmHWM:\s*(\d+) kB", status.read_text())[1])  # type: ignore[index]
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "darwin" else 1)


def worked() -> float:
    """Seconds that this process has computed itself: what the system takes to write megabytes down hangs on the disk of the hour."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_utime


def parsing() -> float:
    """Seconds of work for a plain text of four thousand lines: other work beside this slows both down."""
    text = "\n".join(f"k{number} = 1" for number in range(4_000))
    began = time.process_time()
    tomllib.loads(text)
    return time.process_time() - began


def take(folder: Path, name: str, path: Path) -> None:
    """Take in what lies at `path`."""
    with opened(folder) as desk:
        before, began, start = parsing(), time.perf_counter(), worked()
        found = tuple(gathered([path]))
        offered = [each for each in found if isinstance(each, Signed)]
        unread = [each for each in found if isinstance(each, Refusal)]
        judged = desk.do(intake.take, offered, {digest(each.body) for each in offered})
        codes = {each.code for each in unread} | {each.why.code if each.why else "" for each in judged}
        assert all(words.refusal(each) for words in in_both() for each in unread)
        seconds, own = time.perf_counter() - began, worked() - start
        peak = peaked()
        sys.stdout.write(json.dumps([name, own / max(before, parsing()), seconds, peak, sorted(codes)]) + "\n")
        sys.stdout.flush()


def main() -> None:
    """Take in everything that is named."""
    in_both()
    for argument in sys.argv[2:]:
        name, _, path = argument.partition("=")
        # Loading the program anew for each would cost more than all of them.
        child = os.fork()
        if child == 0:
            take(Path(sys.argv[1]), name, Path(path))
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0, name


if __name__ == "__main__":
    main()
