"""`verifier team`: found a team, ask to be let in, let somebody in, show, hand out and take over the team, and mark who is gone."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.rules.permissions import ROLES
from models.rules.signing import ENDED
from models.words import Words
from tui.headless import common

if TYPE_CHECKING:
    from models.desk.desk import Desk
    from models.desk.teams import CurrentTeam
    from models.documents.keys import PrivateKey
    from models.keyring import Keyring
    from tui.command_line import Session


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "team")
    parts = parser.add_subparsers(dest="part", metavar=words("cli.command"), required=True)

    def part(name: str) -> argparse.ArgumentParser:
        added: argparse.ArgumentParser = parts.add_parser(name, help=words(f"cli.team.{name}"), description=words(f"cli.team.{name}"))
        return added

    part("found").add_argument("--name", metavar="NAME", required=True, help=words("cli.team.name"))
    part("request").add_argument("--to", type=common.path, metavar="DIR", help=words("cli.export.to"))
    accepting = part("accept")
    accepting.add_argument("file", type=common.path, metavar="FILE", help=words("cli.team.request_file"))
    accepting.add_argument("--role", choices=ROLES, action="append", required=True, help=words("cli.team.role"))
    accepting.add_argument("--region", metavar="REGION", help=words("cli.team.region"))
    accepting.add_argument("--words", metavar="WORDS", default="", help=words("cli.team.request_words"))
    common.json_switch(part("show"), words)
    part("export").add_argument("--to", type=common.path, metavar="DIR", help=words("cli.export.to"))
    taking = part("take")
    taking.add_argument("file", type=common.path, metavar="FILE", help=words("cli.team.team_file"))
    taking.add_argument("--words", metavar="WORDS", default="", help=words("cli.team.team_words"))
    revoking = part("revoke")
    revoking.add_argument("person", metavar="PERSON", help=words("cli.team.person"))
    revoking.add_argument("--as", dest="status", choices=ENDED, required=True, help=words("cli.team.as"))
    revoking.add_argument("--last", metavar="DIGEST", default="", help=words("cli.team.last"))


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Do what was asked of the team; Refusal where there is none, no key that may change it, or where words differ."""
    work = {"found": _found, "request": _request, "accept": _accept, "show": _show, "export": _export, "take": _take, "revoke": _revoke}
    work[parsed.part](session, parsed)
    return 0


def _ring(session: "Session") -> "Keyring":
    from models.keyring import Keyring

    return Keyring(session.folder)


def _root(session: "Session", desk: "Desk") -> "PrivateKey":
    """The key that signs team documents, opened; Refusal `team.no_root` where there is none."""
    from models.desk import teams
    from tui.headless.unlocking import with_passphrase

    ring = _ring(session)
    refused = teams.why_not_root(desk.ask(teams.demanded).team, has_root=ring.has_root)
    if refused is not None:
        raise refused
    return with_passphrase(session.words, ring.root)


def _typed(words: Words, given: str, asked: str) -> str:
    """The words given, else those that somebody types on the terminal; none where there is no terminal."""
    if given or not has_terminal():
        return given
    print(words(asked), end=" ", file=sys.stderr, flush=True)
    return sys.stdin.readline()


def has_terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _tell(session: "Session", desk: "Desk", team: "CurrentTeam", said: str) -> None:
    """Say what was done, then print what people compare."""
    from tui.headless.team_table import print_head

    print_head(session.words, desk, team, _ring(session).public)
    print(session.words(said), file=sys.stderr)


def _found(session: "Session", parsed: argparse.Namespace) -> None:
    from models.desk import teams
    from tui.headless.unlocking import with_passphrase

    ring = _ring(session)

    def opened(passphrase: str | None) -> None:
        ring.unlock(passphrase)
        # The root key gets the passphrase of the person's: it is asked for once for both.
        ring.root(passphrase or "")

    with common.desk(session, writing=True) as desk:
        desk.ask(teams.require_none)
        with_passphrase(session.words, opened)
        asked = desk.ask(teams.request, ring.person(), ring.device())
        team = desk.do(teams.found, parsed.name, asked, ring.root())
        _tell(session, desk, team, "team.founded")


def _request(session: "Session", parsed: argparse.Namespace) -> None:
    from models import places
    from models.desk import teams
    from models.documents import keys, travelling
    from tui.headless.unlocking import opened_key

    ring = _ring(session)
    folder: Path = parsed.to or places.export_folder(session.settings)
    with common.desk(session) as desk:
        key = opened_key(session.words, ring)
        print(travelling.put(folder, desk.ask(teams.request, key, ring.device())))
    print(keys.six_words(key.public))
    print(session.words("team.requested"), file=sys.stderr)


def _accept(session: "Session", parsed: argparse.Namespace) -> None:
    from models.desk import teams
    from models.documents import enrolment, keys, travelling

    words = session.words
    asked = travelling.met(parsed.file, enrolment.LONGEST)
    request = enrolment.opened_request(asked.body, asked.signatures, asked.name)
    with common.desk(session, writing=True) as desk:
        desk.ask(teams.demanded)
        print(words("team.asks", name=request.name), file=sys.stderr)
        enrolment.compare(request, _typed(words, parsed.words, "team.type_words"), asked.name)
        team = desk.do(teams.enrol, asked, parsed.role, parsed.region, _root(session, desk))
        print(f"{request.name}: {keys.six_words(request.key)}")
        _tell(session, desk, team, "team.accepted")


def _show(session: "Session", parsed: argparse.Namespace) -> None:
    from models.desk import teams
    from tui.headless import team_table

    public = _ring(session).public
    with common.desk(session) as desk:
        team = desk.ask(teams.demanded)
        if parsed.json:
            common.print_data(**team_table.data(desk, team, public))
        else:
            team_table.print_whole(session.words, desk, team, public)
        if desk.ask(teams.age, team.team) > teams.STALE:
            print(session.words("team.stale", days=desk.ask(teams.age, team.team)), file=sys.stderr)


def _export(session: "Session", parsed: argparse.Namespace) -> None:
    from models import places
    from models.desk import teams
    from models.documents import travelling

    folder: Path = parsed.to or places.export_folder(session.settings)
    with common.desk(session) as desk:
        team = desk.ask(teams.demanded)
        for document in desk.ask(teams.chain):
            print(travelling.put(folder, document))
    print(session.words("team.exported", words=team.six_words, folder=folder), file=sys.stderr)


def _take(session: "Session", parsed: argparse.Namespace) -> None:
    from models.desk import teams
    from models.documents import travelling
    from models.documents.team import LONGEST

    offered = travelling.met(parsed.file, LONGEST)
    with common.desk(session, writing=True) as desk:
        is_first = desk.ask(teams.current) is None
        said = _typed(session.words, parsed.words, "team.type_team_words") if is_first else ""
        team = desk.do(teams.take, offered, said)
        _tell(session, desk, team, "team.taken")


def _revoke(session: "Session", parsed: argparse.Namespace) -> None:
    from models.desk import teams

    with common.desk(session, writing=True) as desk:
        place = teams.place(desk.ask(teams.demanded).team, parsed.person)
        team = desk.do(teams.mark, place, parsed.status, parsed.last, _root(session, desk))
        _tell(session, desk, team, "team.marked")
