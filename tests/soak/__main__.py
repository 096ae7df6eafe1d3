"""`python -m tests.soak [--minutes 5] [--clients 8]`: what holds after clients and server were killed for minutes, as a table."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.soak.run import Soak, soaked


def main() -> int:
    """Soak, and print what was found; 1 where something does not hold."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="verifier-soak-") as folder:
        done = soaked(Path(folder), asked.minutes * 60, asked.clients, seed=asked.seed)
    for name, value in table(done):
        sys.stdout.write(f"| {name} | {value} |\n")
    for each in (*done.found.lost, *done.found.twice, *done.found.missed, *done.found.unlike)[:40]:
        sys.stderr.write(f"{each}\n")
    return 0 if done.found.holds else 1


def table(done: Soak) -> list[tuple[str, str]]:
    """What was done and found, line by line."""
    found = done.found
    kills = ", ".join(f"{what} {count} ×" for what, count in sorted(done.kills.items()))
    refused = ", ".join(f"{code} {count}" for code, count in done.refused.most_common())
    return [
        ("clients, seconds", f"{done.clients}, {done.seconds:.0f}"),
        ("nemesis", kills),
        ("acts acknowledged", f"{found.acknowledged:,}"),
        ("nobody knows whether they were done", f"{found.unsure:,}"),
        ("lost", f"{len(found.lost)}"),
        ("twice", f"{len(found.twice)}"),
        ("documents", f"{found.documents:,}"),
        ("not seen, or seen twice, by a reader", f"{len(found.missed)}"),
        ("entries of the trail", f"{found.entries:,}"),
        ("otherwise than a recount", f"{len(found.unlike)}"),
        ("refused to clients", refused or "-"),
    ]


if __name__ == "__main__":
    sys.exit(main())
