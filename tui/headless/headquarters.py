"""`verifier headquarters`: make the database of headquarters on a PostgreSQL server, let people in, and look at what guards it."""

import argparse
import os
import sys
from typing import TYPE_CHECKING, Any, Final

from models.errors import Refusal
from models.text import cut
from models.words import Words
from tui.headless import common
from tui.headless.columns import print_rows

if TYPE_CHECKING:
    from models.headquarters import Loosened
    from tui.command_line import Session

VARIABLE: Final = "VERIFIER_ROLE_PASSWORD"
"""The environment variable with the password that a role is to get."""
_LONGEST: Final = 60
"""Letters of a rule that are shown in a row; all of it stands in the data."""


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "headquarters")
    parts = parser.add_subparsers(dest="part", metavar=words("cli.command"), required=True)

    def part(name: str) -> argparse.ArgumentParser:
        told = words(f"cli.headquarters.{name}", variable=VARIABLE)
        added: argparse.ArgumentParser = parts.add_parser(name, help=told, description=told)
        common.json_switch(added, words)
        return added

    part("init").add_argument("url", metavar="URL", help=words("cli.headquarters.url"))
    admitting = part("admit")
    admitting.add_argument("role", metavar="ROLE", help=words("cli.headquarters.role"))
    admitting.add_argument("--region", metavar="CODE", action="append", default=[], help=words("cli.headquarters.region"))
    admitting.add_argument("--worker", action="store_true", help=words("cli.headquarters.worker"))
    for each in (admitting, part("check")):
        each.add_argument("--url", metavar="URL", default="", help=words("cli.headquarters.of"))


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Do what was asked; Refusal as `models.headquarters` gives, and where the address holds a password or none is known."""
    from models.ledger import server

    server.require_driver()
    return _DO[parsed.part](session, parsed, _address(session, parsed.url))


def _address(session: "Session", given: str) -> str:
    from models.database_address import has_password, is_address

    url = given or session.settings.database
    if not url:
        raise Refusal("headquarters.no_address")
    if not is_address(url):
        raise Refusal("headquarters.address", value=url)
    if has_password(url):
        raise Refusal("headquarters.password")
    return url


def _init(session: "Session", parsed: argparse.Namespace, url: str) -> int:
    from models import headquarters

    words, made = session.words, headquarters.init(url)
    if parsed.json:
        told = {"database": made.place, "made": made.is_new, "found": made.found, "format": made.format}
        common.print_data(**told, put_back=[_data(each) for each in made.put_back])
        return 0
    print(words("headquarters.made" if made.is_new else "headquarters.there", place=made.place))
    if made.found != made.format:
        print(words("headquarters.migrated" if made.found else "headquarters.tables", found=made.found, format=made.format))
    if not made.found:
        print(words("headquarters.guarded"))
    elif made.put_back:
        print(words.count("headquarters.put_back", len(made.put_back)))
        _print(words, made.put_back)
    else:
        print(words("headquarters.as_it_was"))
    return 0


def _admit(session: "Session", parsed: argparse.Namespace, url: str) -> int:
    from models import headquarters

    words, password = session.words, _password(session.words, parsed.role)
    made = headquarters.admit(url, parsed.role, tuple(parsed.region), is_worker=parsed.worker, password=password)
    if parsed.json:
        told = {"role": made.role, "made": made.is_new, "region": list(made.region), "worker": made.is_worker}
        common.print_data(**told, password=bool(password))
        return 0
    sees = words("headquarters.sees_region", region=", ".join(made.region)) if made.region else words("headquarters.sees_all")
    print(words("headquarters.admitted" if made.is_new else "headquarters.changed", role=made.role, sees=sees))
    if made.is_worker:
        print(words("headquarters.works"))
    if made.is_new and not password:
        print(words("headquarters.no_password", variable=VARIABLE), file=sys.stderr)
    return 0


def _password(words: Words, role: str) -> str:
    """The password of the environment, else the one typed twice unseen, else none: a role that has one keeps it."""
    given = os.environ.get(VARIABLE)
    if given is not None or not sys.stdin.isatty():
        return given or ""
    from tui.asking import unseen

    try:
        typed = unseen(f"{words('headquarters.password_new', role=role)} ")
        again = unseen(f"{words('headquarters.password_again')} ") if typed else ""
    except EOFError:
        return ""
    if typed != again:
        raise Refusal("headquarters.passwords_differ")
    return typed


def _check(session: "Session", parsed: argparse.Namespace, url: str) -> int:
    from models import headquarters

    found = headquarters.check(url)
    if parsed.json:
        common.print_data(loosened=[_data(each) for each in found])
    elif found:
        print(session.words.count("headquarters.loosened", len(found)))
        _print(session.words, found)
    else:
        print(session.words("headquarters.holds"))
    return int(bool(found))


def _data(each: "Loosened") -> dict[str, str]:
    return {"kind": each.kind, "name": each.name, "found": each.found, "wanted": each.wanted}


def _print(words: Words, found: "tuple[Loosened, ...]") -> None:
    headings = [words(f"headquarters.{name}") for name in ("kind", "name", "found", "wanted")]
    rows = [(words(f"headquarters.kind.{each.kind}"), each.name, _short(each.found), _short(each.wanted)) for each in found]
    print_rows(headings, rows, cut=1)


def _short(rule: str) -> str:
    return cut(" ".join(rule.split()), _LONGEST)


_DO: Final = {"init": _init, "admit": _admit, "check": _check}
