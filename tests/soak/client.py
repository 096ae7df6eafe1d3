"""One client of a soak, a process of its own: somebody who works, takes in what comes, or reads all that came, until it is told to end."""

import json
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from models import register
from models.carriers import parsed
from models.carriers.folder import Folder
from models.desk import arrived
from models.desk.desk import Desk, opened
from models.errors import Refusal
from models.exchange import exchange
from models.ledger import server
from tests.soak.member import Member
from tests.soak.scene import CARRIER
from tests.soak.told import Told, said

_PAUSE: Final = 0.3
"""Seconds between two looks of a reader and two rounds of a worker, and after the server was away."""
Ended = Callable[[], bool]


def main() -> None:
    """Be the client that the first argument tells."""
    told = json.loads(sys.argv[1])
    ended: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, _frame: ended.append(number))
    folder = Path(told["folder"])
    server.choose(folder, told["url"])
    out, chance = Told(Path(told["out"])), random.Random(told["seed"])
    while not ended:
        try:
            with opened(folder) as desk:
                out.say(person=desk.actor.person)
                for _ in _KINDS[told["kind"]](desk, out, chance, told):
                    if ended:
                        return
        except Refusal as refused:
            out.say(refused=refused.code, cause=str(refused.__cause__)[:300])
            if not refused.code.startswith(("server.", "carrier.")):
                raise
            time.sleep(_PAUSE)


def _works(desk: Desk, out: Told, chance: random.Random, told: dict[str, Any]) -> Iterator[None]:
    agencies = sorted(row["code"] for row in register.rows())[told["place"] :: told["places"]]
    member = Member(desk, out, agencies[: told["begins"]], chance)
    while True:
        if not member.step():
            time.sleep(_PAUSE)
        yield


def _takes(desk: Desk, out: Told, _chance: random.Random, told: dict[str, Any]) -> Iterator[None]:
    while True:
        with closing(Folder(parsed(CARRIER, told["carrier"]))) as carrier:
            done = exchange(desk, CARRIER, carrier)
        for each in done.arrivals:
            out.say(**{"arrived" if each.is_admitted else "kept_out": each.digest})
        yield
        time.sleep(_PAUSE)


def _reads(desk: Desk, out: Told, _chance: random.Random, told: dict[str, Any]) -> Iterator[None]:
    since = next((arrived.Since(*line["since"]) for line in reversed([*said(Path(told["out"]))]) if "since" in line), arrived.START)
    while True:
        news = desk.ask(arrived.arrived, since)
        for each in news.came:
            out.say(**{"saw" if each.why is None else "refused_to_believe": each.digest}, since=each.since)
        if news.since == since:
            yield
            time.sleep(_PAUSE)
        since = news.since


_KINDS: Final = {"works": _works, "takes": _takes, "reads": _reads}

if __name__ == "__main__":
    main()
