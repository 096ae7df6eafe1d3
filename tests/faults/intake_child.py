"""Takes in paths, each as an act of its own, and tells what it cost: run by `test_intake_limits` in a fresh process.

Arguments: the profile, then `NAME=PATH` for each.
Prints a line of JSON for each: name, seconds of work, seconds, kilobytes at the peak so far, codes.
"""

import json
import re
import resource
import sys
import time
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


def main() -> None:
    """Take in everything that is named."""
    in_both()
    with opened(Path(sys.argv[1])) as desk:
        for argument in sys.argv[2:]:
            name, _, path = argument.partition("=")
            began, worked = time.perf_counter(), time.process_time()
            found = tuple(gathered([Path(path)]))
            offered = [each for each in found if isinstance(each, Signed)]
            unread = [each for each in found if isinstance(each, Refusal)]
            judged = desk.do(intake.take, offered, {digest(each.body) for each in offered})
            codes = {each.code for each in unread} | {each.why.code if each.why else "" for each in judged}
            assert all(words.refusal(each) for words in in_both() for each in unread)
            seconds, cpu = time.perf_counter() - began, time.process_time() - worked
            peak = peaked()
            sys.stdout.write(json.dumps([name, cpu, seconds, peak, sorted(codes)]) + "\n")


if __name__ == "__main__":
    main()
