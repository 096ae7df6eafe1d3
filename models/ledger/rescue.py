"""A rescue copy: the database as it stands, with the texts that its disk did not take, at a place where there is room."""

import json
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import tomli_w

from models.errors import Refusal
from models.landing import land
from models.ledger import backups, driver, on_file
from models.moments import stamp

Texts = Mapping[str, Mapping[str, str]]
"""The fields of drafts by their places."""
Lent = Callable[[], AbstractContextManager[Any]]
"""Lends a driver's connection to a database that cannot be reached by its name, None where it can."""


@dataclass(frozen=True, slots=True)
class Rescued:
    """What was rescued."""

    file: Path
    why: Refusal | None = None
    """Why it holds the texts alone: the database could not be copied."""


def rescued(profile: Path, folder: Path, texts: Texts, moment: datetime, lent: Lent = nullcontext) -> Rescued:
    """Copy the database of the folder `profile` into `folder`, with `texts` as drafts; where it cannot be copied, the texts alone.

    One that does not lie there any more is copied by the connection that is `lent`.

    Raises:
        Refusal: what `folder` refuses.
    """
    source, name = profile / driver.DATABASE, f"verifier-rescue-{moment:%Y%m%d-%H%M%S}"
    target = folder / f"{name}.db"
    try:
        with on_file.understood(profile), lent() as opened:
            backups.copied(source, target, opened=opened)
        _add(target, texts, moment)
    except Refusal as refused:
        if not texts:
            raise
        file = folder / f"{name}.toml"
        land(file, tomli_w.dumps({place: dict(fields) for place, fields in texts.items()}).encode())
        return Rescued(file, refused)
    return Rescued(target)


def _add(target: Path, texts: Texts, moment: datetime) -> None:
    rows = [(place, json.dumps(dict(fields), ensure_ascii=False), stamp(moment)) for place, fields in texts.items()]
    with on_file.understood(target.parent), closing(driver.connect(target, writing=True)) as connection:
        connection.execute("BEGIN")
        connection.executemany("INSERT OR REPLACE INTO draft (holder, place, fields, kept_at) VALUES ('', ?, ?, ?)", rows)
        connection.execute("COMMIT")
    backups.check(target)
