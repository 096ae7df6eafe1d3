"""`verifier team roots|root|threshold|policy|sign`: what root keys decide, and proposals that wait for their signatures."""

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from models.errors import Refusal
from models.words import Words
from tui.headless import common
from tui.headless.rooting import changed, rings, root_key, say_support, typed, words_typed

if TYPE_CHECKING:
    from models.desk.roots import Proposal
    from tui.command_line import Session


def add(parts: Any, words: Words) -> None:
    """Add the arguments of these parts of the command."""

    def part(among: Any, name: str, told: str) -> argparse.ArgumentParser:
        added: argparse.ArgumentParser = among.add_parser(name, help=words(told), description=words(told))
        return added

    def to(parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--to", type=common.path, metavar="DIR", help=words("cli.team.to"))

    common.json_switch(part(parts, "roots", "cli.team.roots"), words)
    root = part(parts, "root", "cli.team.root").add_subparsers(dest="act", metavar=words("cli.command"), required=True)
    asking = part(root, "request", "cli.team.root.request")
    asking.add_argument("--to", type=common.path, metavar="DIR", help=words("cli.export.to"))
    adding = part(root, "add", "cli.team.root.add")
    adding.add_argument("file", type=common.path, metavar="REQUEST", help=words("cli.team.root_file"))
    adding.add_argument("--words", metavar="WORDS", default="", help=words("cli.team.request_words"))
    removing = part(root, "remove", "cli.team.root.remove")
    removing.add_argument("root", metavar="ID", help=words("cli.team.root_id"))
    threshold = part(parts, "threshold", "cli.team.threshold")
    threshold.add_argument("count", type=int, metavar="N", help=words("cli.team.count"))
    policy = part(parts, "policy", "cli.team.policy")
    policy.add_argument("--approver-issues", choices=("no", "yes"), required=True, help=words("cli.team.approver_issues"))
    for each in (adding, removing, threshold, policy):
        to(each)
    signing = part(parts, "sign", "cli.team.sign")
    signing.add_argument("file", type=common.path, metavar="FILE", help=words("cli.team.proposal_file"))
    signing.add_argument("--yes", action="store_true", help=words("cli.team.yes"))
    common.dry_run_switch(signing, words)


def _show(session: "Session", parsed: argparse.Namespace) -> None:
    from models.desk import teams
    from tui.headless import team_table

    with common.desk(session) as desk:
        team, mine = desk.ask(teams.demanded).team, rings(session).root_public
    if parsed.json:
        common.print_data(threshold=team.threshold, roots=team_table.roots_data(team, mine))
        return
    team_table.print_roots(session.words, team, mine)
    if team.threshold == 1:
        print(session.words("team.root_advice"), file=sys.stderr)


def _root(session: "Session", parsed: argparse.Namespace) -> None:
    {"request": _request, "add": _add, "remove": _remove}[parsed.act](session, parsed)


def _request(session: "Session", parsed: argparse.Namespace) -> None:
    from models import places
    from models.desk import roots
    from models.documents import keys, travelling
    from models.keyring import PERSON
    from tui.headless.unlocking import with_passphrase

    ring = rings(session)
    folder: Path = parsed.to or places.export_folder(session.settings)

    def opened(passphrase: str | None) -> keys.PrivateKey:
        if ring.root_public is None:
            # A new root key gets the passphrase of the person's.
            ring.opened(PERSON, passphrase, anew=True)
            return ring.make_root(passphrase or "")
        return ring.root(passphrase)

    with common.desk(session) as desk:
        root = with_passphrase(session.words, opened)
        print(travelling.put(folder, desk.ask(roots.request, root)))
    print(keys.six_words(root.public))
    print(session.words("team.root_requested"), file=sys.stderr)


def _add(session: "Session", parsed: argparse.Namespace) -> None:
    from models.desk import roots, teams
    from models.documents import enrolment, keys, travelling

    words = session.words
    asked = travelling.met(parsed.file, enrolment.LONGEST)
    request = enrolment.opened_root(asked.body, asked.signatures, asked.name)
    with common.desk(session, writing=True) as desk:
        desk.ask(teams.demanded)
        print(words("team.asks_root", name=request.name), file=sys.stderr)
        enrolment.compare(request, words_typed(words, parsed.words, "team.type_words"), asked.name)
        team = desk.do(roots.add, asked, root_key(session, desk))
        print(f"{request.name}: {keys.six_words(request.key)}")
        changed(session, desk, team, "team.roots_changed", parsed.to)


def _remove(session: "Session", parsed: argparse.Namespace) -> None:
    from models.desk import roots, teams

    with common.desk(session, writing=True) as desk:
        id_ = roots.place(desk.ask(teams.demanded).team, parsed.root)
        changed(session, desk, desk.do(roots.remove, id_, root_key(session, desk)), "team.roots_changed", parsed.to)


def _threshold(session: "Session", parsed: argparse.Namespace) -> None:
    from models.desk import roots

    with common.desk(session, writing=True) as desk:
        changed(session, desk, desk.do(roots.need, parsed.count, root_key(session, desk)), "team.roots_changed", parsed.to)


def _policy(session: "Session", parsed: argparse.Namespace) -> None:
    from models.desk import roots

    with common.desk(session, writing=True) as desk:
        team = desk.do(roots.let_approver_issue, parsed.approver_issues == "yes", root_key(session, desk))
        changed(session, desk, team, "team.policy_changed", parsed.to)


def _sign(session: "Session", parsed: argparse.Namespace) -> None:
    from models.desk import roots, teams
    from models.documents import travelling
    from models.documents.team import LONGEST
    from tui.headless.unlocking import with_passphrase

    words, ring = session.words, rings(session)
    offered = travelling.met(parsed.file, LONGEST)
    with common.desk(session) as desk:
        proposal = desk.ask(roots.proposed, offered)
        _print(words, proposal)
        refused = roots.why_not_sign(proposal, desk.ask(teams.demanded).team, ring.root_public)
        if refused is not None:
            raise refused
        if other := ring.other_of(proposal.team.number, offered.digest):
            print(words("team.signed_other", number=proposal.team.number, digest=other[:16]), file=sys.stderr)
        if parsed.dry_run:
            return
        _demand_yes(words, parsed)
        signed = desk.ask(roots.sign, offered, with_passphrase(words, ring.root))
        ring.remember(proposal.team.number, offered.digest)
        print(travelling.put(parsed.file.parent, signed.document))
    say_support(words, signed.support)


def _print(words: Words, proposal: "Proposal") -> None:
    """Say what a proposal would change and who signed it."""
    from models.documents.team_told import difference_told

    print(words("team.would_change", number=proposal.team.number, file=proposal.document.name), file=sys.stderr)
    for difference in proposal.differences:
        print(f"- {difference_told(words, difference)}", file=sys.stderr)
    say_support(words, proposal.support)


def _demand_yes(words: Words, parsed: argparse.Namespace) -> None:
    if not parsed.yes and typed(words, "", "team.ask_sign").strip().casefold() not in ("y", "ya", "yes"):
        raise Refusal("team.not_confirmed", file=parsed.file.name)


WORK: Final[Mapping[str, Callable[["Session", argparse.Namespace], None]]] = {
    "roots": _show,
    "root": _root,
    "threshold": _threshold,
    "policy": _policy,
    "sign": _sign,
}
"""What does the work of each of these parts."""
