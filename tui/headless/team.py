"""`verifier team`: found a team, ask to be let in, let somebody in, show, hand out and take over the team, mark who is gone; its roots."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.rules.permissions import ROLES
from models.rules.signing import ENDED
from models.words import Words
from tui.headless import common, team_endorse, team_roots
from tui.headless.rooting import changed, rings, root_key, tell, words_typed

if TYPE_CHECKING:
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
    accepting.add_argument("--to", type=common.path, metavar="DIR", help=words("cli.team.to"))
    common.json_switch(part("show"), words)
    part("export").add_argument("--to", type=common.path, metavar="DIR", help=words("cli.export.to"))
    taking = part("take")
    taking.add_argument("file", type=common.path, metavar="FILE", help=words("cli.team.team_file"))
    taking.add_argument("--words", metavar="WORDS", default="", help=words("cli.team.team_words"))
    revoking = part("revoke")
    revoking.add_argument("person", metavar="PERSON", help=words("cli.team.person"))
    revoking.add_argument("--as", dest="status", choices=ENDED, required=True, help=words("cli.team.as"))
    revoking.add_argument("--last", metavar="DIGEST", default="", help=words("cli.team.last"))
    revoking.add_argument("--to", type=common.path, metavar="DIR", help=words("cli.team.to"))
    renaming = part("rename")
    renaming.add_argument("person", metavar="PERSON", help=words("cli.team.person"))
    renaming.add_argument("name", metavar="NAME", help=words("cli.team.new_name"))
    renaming.add_argument("--to", type=common.path, metavar="DIR", help=words("cli.team.to"))
    team_endorse.add(parts, words)
    team_roots.add(parts, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Do what was asked of the team; Refusal where there is none, no key that may change it, or where words differ."""
    work = {"found": _found, "request": _request, "accept": _accept, "show": _show, "export": _export, "take": _take, "revoke": _revoke}
    {**work, "rename": _rename, "endorse": team_endorse.run, **team_roots.WORK}[parsed.part](session, parsed)
    return 0


def _found(session: "Session", parsed: argparse.Namespace) -> None:
    from models.desk import teams
    from models.documents import keys
    from models.documents.keys import PrivateKey
    from models.keyring import PERSON
    from tui.headless.unlocking import with_passphrase

    ring = rings(session)

    def opened(passphrase: str | None) -> tuple[PrivateKey, str]:
        # The root key gets the passphrase of the person's: it is asked for once for both.
        return ring.opened(PERSON, passphrase, anew=True), passphrase or ""

    with common.desk(session, writing=True) as desk:
        desk.ask(teams.require_none)
        person, passphrase = with_passphrase(session.words, opened)
        ring.hold(PERSON, person)
        asked, root = desk.ask(teams.request, ring.person(), ring.device()), keys.made()
        with ring.new_root(root, keys.written(root, passphrase)):
            team = desk.do(teams.found, parsed.name, asked, root)
        tell(session, desk, team, "team.founded")


def _request(session: "Session", parsed: argparse.Namespace) -> None:
    from models import enrolling, places
    from models.documents import keys, travelling
    from tui.headless.unlocking import opened_key

    ring = rings(session)
    folder: Path = parsed.to or places.export_folder(session.settings)
    with common.desk(session) as desk:
        key = opened_key(session.words, ring)
        print(travelling.put(folder, enrolling.request(desk, ring, key)))
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
        enrolment.compare(request, words_typed(words, parsed.words, "team.type_words"), asked.name)
        team = desk.do(teams.enrol, asked, parsed.role, parsed.region, root_key(session, desk))
        print(f"{request.name}: {keys.six_words(request.key)}")
        changed(session, desk, team, "team.accepted", parsed.to)
        if team.waits is None:
            team_endorse.say_lacking(words, desk, request.person)


def _show(session: "Session", parsed: argparse.Namespace) -> None:
    from models.desk import teams
    from tui.headless import team_table

    public = rings(session).public
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
        said = words_typed(session.words, parsed.words, "team.type_team_words") if is_first else ""
        team = desk.do(teams.take, offered, said)
        tell(session, desk, team, "team.taken")


def _revoke(session: "Session", parsed: argparse.Namespace) -> None:
    from models.desk import teams

    with common.desk(session, writing=True) as desk:
        place = teams.place(desk.ask(teams.demanded).team, parsed.person)
        team = desk.do(teams.mark, place, parsed.status, parsed.last, root_key(session, desk))
        changed(session, desk, team, "team.marked", parsed.to)
        if team.waits is None and place.startswith("people."):
            team_endorse.say_lacking(session.words, desk, place.partition(".")[2])


def _rename(session: "Session", parsed: argparse.Namespace) -> None:
    from models.desk import teams
    from models.errors import Refusal

    if not parsed.name.strip():
        raise Refusal("profile.name_missing")
    with common.desk(session, writing=True) as desk:
        people = desk.ask(teams.demanded).team.people
        _, _, person = teams.place(desk.ask(teams.demanded).team, parsed.person).partition(".")
        if person not in people:
            raise Refusal("team.unknown", entry=parsed.person)
        held = people[person]
        team = desk.do(teams.assign, person, held.roles, held.region, root_key(session, desk), parsed.name)
        changed(session, desk, team, "team.renamed", parsed.to)
