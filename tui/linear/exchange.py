"""What travels: the exchange with carriers, and files that colleagues and agencies handed over."""

from typing import Final

from models import places
from models.errors import Refusal
from models.fields import Option
from models.settings import CARRIERS, load
from tui.linear.work import Work

_ALL: Final = "all"
_ADD: Final = "add"
_STATUS: Final = "status"


def exchange_room(work: Work) -> None:
    """Read out the carriers, exchange with one or all, add one, or tell how far documents got; Back where one steps back."""
    words = work.words
    while True:
        work.talk.head(words("exchange.title"))
        carriers = work.session.settings.carriers
        options = [Option(_ALL, words("linear.exchange.all"))] if carriers else []
        options += [Option(name, f"{name}: {address}") for name, address in carriers.items()]
        options += [Option(_STATUS, words("linear.exchange.status"))] if carriers else []
        chosen = work.talk.choose(words("linear.what"), [*options, Option(_ADD, words("exchange.add"))])
        with work.said():
            if chosen == _ADD:
                _add(work)
            elif chosen == _STATUS:
                work.command("sync", "--status")
            else:
                work.command("sync", *([] if chosen == _ALL else [chosen]))


def _add(work: Work) -> None:
    """Ask for a name and an address, and keep them in the settings; no draft, for a password may be typed into an address by mistake."""
    words, talk = work.words, work.talk
    name = talk.ask(words("exchange.name"), words("exchange.name_hint"))
    if name in work.session.settings.carriers:
        raise Refusal("carrier.exists", carrier=name, label="exchange.name")
    hints = "\n".join(words(f"exchange.kind_hint.{kind}") for kind in ("stick", "share", "sftp", "webdav", "s3"))
    address = talk.ask(words("exchange.address"), hints)
    if work.command("config", "set", f"{CARRIERS}.{name}", address) == 0:
        file = work.session.settings.file or places.own_settings_file()
        work.session = work.session._replace(settings=load(file))


def take_in(work: Work) -> None:
    """Ask for a file or a folder and take in what is new in it; Back where one steps back."""
    words, talk = work.words, work.talk
    file = talk.ask(words("linear.import.file"), words("linear.import.help"))
    # What is refused keeps nothing else back.
    if work.command("import", "--dry-run", "--", file) in (0, 1) and talk.confirm(words("linear.import.ask")):
        work.command("import", "--", file)
