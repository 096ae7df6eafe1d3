"""What atheris runs: guard, wrapper and reader under bytes that follow the branches of the program; any error but a Refusal ends it."""

import sys
from contextlib import suppress
from pathlib import Path

import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]  # has no wheel everywhere

sys.path.insert(0, str(Path(__file__).parents[2]))

with atheris.instrument_imports(include=["models.documents", "tomllib"]):
    from models.documents import armour, checking, signatures, team, toml, verdict_file
    from models.documents.travelling import Signed

from models.documents import team_changes
from models.errors import Refusal
from models.words import in_both
from tests.documents.team_kit import key
from tests.documents.team_kit import team as the_team

BODY = team_changes.written(the_team())
SIGNATURE = signatures.sign(key("citra"), BODY, "verdict")
KNOWN = checking.Known(lambda _: None, the_team())


def one(data: bytes) -> None:
    """Judge some bytes as everything they could be."""
    body = BODY[: len(data)] + data if data[:1] == b"\0" else data
    for act in (
        lambda: toml.parsed(body, "x.toml"),
        lambda: verdict_file.parsed(body, "x.toml"),
        lambda: team.opened(body, "x.toml"),
        lambda: checking.purpose(
            Signed("x.toml", BODY, (data, armour.put_on(data, "SSH SIGNATURE"), SIGNATURE[: -len(data) or None] + data)), KNOWN
        ),
    ):
        with suppress(Refusal):
            try:
                act()
            except Refusal as refused:
                assert all(words.refusal(refused) for words in in_both())
                raise


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
