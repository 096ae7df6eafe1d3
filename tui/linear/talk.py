"""Plain talk: what is said in lines of at most `WIDTH` columns, what is asked, and the few answers that mean the same at every question."""

import sys
from collections.abc import Callable, Sequence
from shutil import get_terminal_size
from typing import Final

from rich.cells import cell_len, chop_cells

from models.errors import Refusal
from models.fields import Option
from models.text import UNREAD, folded, shown_lines
from models.words import Words
from tui.asking import unseen

WIDTH: Final = 78
_LEAST: Final = 20
HELP: Final = "?"
NOTHING: Final = "-"
"""Clears what a field holds."""
END_OF_TEXT: Final = "."
"""A line that ends a text of many lines."""
MORE: Final = "+"
"""Begins a text that goes behind the one that is there."""
_BACK: Final = frozenset({"<", "kembali", "back"})
_DONE: Final = frozenset({"selesai", "done"})
_QUOTE: Final = '"'
_LISTED: Final = 15
"""Most options that are read out before one narrows them by typing."""


class Back(Exception):
    """One step back was asked for."""


class Done(Exception):
    """The end was asked for, or nobody answers any more."""


class Talk:
    """Says and asks in one language; `?` is answered here, and what leads away is raised as `Back` or `Done`."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.end = "linear.end"
        """What is said last: that all was saved, until something could not be."""

    def say(self, text: str, *, indent: str = "") -> None:
        """Say a text, each of its lines broken at blanks, those behind the first moved in by `indent`."""
        for line in shown_lines(text).split("\n"):
            print("\n".join(broken(line, indent)))

    def tell(self, key: str, /, **fields: object) -> None:
        """Say a sentence of the catalogue."""
        self.say(self.words(key, **fields))

    def head(self, text: str) -> None:
        """Begin something new."""
        print()
        self.say(text)

    def ask(self, question: str, help_: str = "") -> str:
        """What is typed at a question, without outer blanks; what leads away does not in quotation marks.

        Raises:
            Back: one step back was asked for.
            Done: the end was asked for, or nobody answers any more.
        """
        while True:
            typed = self.line(f"{question}:").strip()
            if typed != HELP:
                return self._heard(typed)
            self.say("\n".join(filter(None, (help_, self.words("linear.always")))))

    def line(self, prompt: str, *, is_secret: bool = False) -> str:
        """A line as it is typed; Done where nobody answers any more."""
        *above, last = broken(shown_lines(prompt))
        for each in above:
            print(each)
        print(f"{last} ", end="", flush=True)
        try:
            typed = sys.stdin.readline() if sys.stdin else ""
        except OSError as gone:  # the window was closed
            raise Done from gone
        if not (typed and sys.stdin.isatty()):
            # In a record of the talk what was answered stands behind its question, and no passphrase.
            print("" if is_secret else typed.rstrip("\r\n"))
        if not typed:
            raise Done
        return typed.rstrip("\r\n")

    @staticmethod
    def _heard(typed: str) -> str:
        word = typed.casefold()
        if word in _BACK:
            raise Back
        if word in _DONE:
            raise Done
        inner = word.removeprefix(_QUOTE).removesuffix(_QUOTE)
        return typed.strip(_QUOTE) if inner in _BACK | _DONE else typed

    def secret(self, question: str, help_: str = "") -> str:
        """A passphrase, unseen on a terminal; raises as `ask`, but nothing in it is a word of the talk except `?` and `<` alone."""
        while True:
            try:
                typed = unseen(f"{question}: ") if sys.stdin and sys.stdin.isatty() else self.line(f"{question}:", is_secret=True)
            except EOFError as end:
                raise Done from end
            except Refusal:
                typed = UNREAD
            if typed == "<":
                raise Back
            if UNREAD in typed:
                self.say(self.words.refusal(Refusal("text.unread")))
            elif typed != HELP:
                return typed
            else:
                self.say("\n".join(filter(None, (help_, self.words("linear.always")))))

    def text(self, question: str, before: str, help_: str, kept: Callable[[str], object]) -> str:
        """A text of many lines, ended by a full stop alone; `before` where nothing is typed. Each line is `kept` as soon as it is typed.

        Raises:
            Back, Done: as `ask`; the lines typed until then were kept.
        """
        self.say(question)
        if before:
            self.say(before)
        self.tell("linear.text.over" if before else "linear.text.how")
        lines: list[str] = []
        while True:
            typed = self.line(">")
            alone = typed.strip()
            if alone == HELP:
                self.say("\n".join((help_, self.words("linear.text.help"), self.words("linear.always"))))
                continue
            if alone == END_OF_TEXT or (not lines and alone in ("", NOTHING)):
                break
            if not lines and alone.startswith(MORE) and before:
                lines.append(before)
                typed = alone.removeprefix(MORE).lstrip()
            heard = self._heard(alone)
            lines.append(typed if heard == alone else heard)
            kept("\n".join(lines))
        return "\n".join(lines) if lines else "" if alone == NOTHING else before

    def confirm(self, question: str) -> bool:
        """Whether a question is answered with yes; raises as `ask`."""
        said = {folded(self.words("linear.yes")): True, folded(self.words("linear.no")): False}
        said |= {name[0]: value for name, value in said.items()}
        self.say(question)
        while (typed := folded(self.ask(self.words("linear.confirm")))) not in said:
            self.tell("linear.confirm.either")
        return said[typed]

    def choose(self, question: str, options: Sequence[Option], current: str = "", help_: str = "") -> str:
        """The key of the option whose number, or the beginning of whose name, is typed; `current` where nothing is. Raises as `ask`."""
        self.options(options)
        told = next((option.label for option in options if option.key == current), "")
        prompt = f"{question} [{told}]" if told else question
        while True:
            typed = self.ask(prompt, help_ or "\n".join(f"{option.label}: {option.detail}" for option in options if option.detail))
            if not typed and told:
                return current
            if (found := picked(options, typed)) is not None:
                return found
            self.tell("linear.choose.none", count=len(options))

    def search(self, question: str, found: Callable[[str], Sequence[Option]], help_: str) -> str:
        """The key of what is found by typing a part of its name, then its number where there are several. Raises as `ask`."""
        options: Sequence[Option] = ()
        while True:
            typed = self.ask(question, help_)
            if not typed:
                continue
            chosen = picked(options, typed) if typed.isdigit() else None
            matching = found(typed)
            if chosen is not None or len(matching) == 1:
                return chosen or matching[0].key
            if options and typed.isdigit():
                self.tell("linear.choose.none", count=len(options))
                continue
            if not matching:
                self.tell("linear.none_found", typed=typed)
            options = matching[:_LISTED]
            self.options(matching)

    def options(self, options: Sequence[Option], listed: int = _LISTED) -> None:
        """Read out what there is to choose from, numbered, the first `listed` of it."""
        for number, option in enumerate(options[:listed], 1):
            self.say(f"{number}. {option.label}", indent="   ")
        if len(options) > listed:
            self.say(self.words.count("linear.more", len(options) - listed))


def width() -> int:
    """The columns of a line: `WIDTH`, or fewer where the terminal has fewer, which would break words anywhere."""
    if sys.stdin is None or not sys.stdin.isatty():
        return WIDTH
    return max(_LEAST, min(WIDTH, get_terminal_size().columns))


def broken(line: str, indent: str = "") -> Sequence[str]:
    """A line broken at blanks into lines of at most `width` cells, a word that is longer anywhere; at least one."""
    lines, most = [""], width()
    for word in line.split():
        begun = f"{lines[-1]} {word}" if lines[-1].strip() else f"{lines[-1]}{word}"
        if cell_len(begun) <= most:
            lines[-1] = begun
            continue
        rest = chop_cells(word, most - cell_len(indent))
        lines += [f"{indent}{part}" for part in rest]
    return lines if lines[0] else lines[1:] or lines


def picked(options: Sequence[Option], typed: str) -> str | None:
    """The key of the option that its number, its key or the beginning of its name means; None where none or more than one."""
    if typed.isascii() and typed.isdigit():
        return options[int(typed) - 1].key if 0 < int(typed) <= len(options) else None
    wanted = folded(typed)
    exact = [option.key for option in options if wanted and wanted in (folded(option.key), folded(option.label))]
    found = exact or [option.key for option in options if wanted and folded(option.label).startswith(wanted)]
    return found[0] if len(found) == 1 else None
