"""The table of the workflow in `workflow.md`, drawn from `rules/workflow.py`: `python docs/workflow.py` writes it anew."""

import sys
from pathlib import Path
from typing import Final

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from models.rules.workflow import STATES, TRANSITIONS, Transition  # noqa: E402 - the program may not be installed

BEGIN, END = "<!-- workflow -->", "<!-- /workflow -->"
_NEEDS: Final = {
    "_complete": "every item and fact",
    "_verdict": "a verdict on today's answers",
    "_replied": "a reply to every remark",
    "_here": "it has not left the laptop",
    "_gone": "it has left the laptop",
    "_remarked": "at least one remark, or its verifier's request",
    "_coded": "a coded reason",
    "_reasoned": "a reason",
    "_settled": "every remark settled",
    "_confirmed": "every *not applicable* confirmed",
    "_agreed": "no open disagreement",
    "_second_pair_of_eyes": "an approver only where the team allows it, with a reason",
    "_one_verdict": "one verdict, not two side by side",
}
"""What each guard asks for."""


def _by(step: Transition) -> str:
    roles = " or ".join(step.roles)
    return {True: f"its own {roles}", False: f"a {roles} who is no author", None: f"a {roles}"}[step.by_author]


def table() -> str:
    """Every verb of the workflow by the state it starts from, with who may, what it becomes and what it needs."""
    rows = ["| state | verb | by | becomes | needs |", "| --- | --- | --- | --- | --- |"]
    for state in STATES:
        for verb, step in TRANSITIONS.items():
            if state in step.states:
                needs = "; ".join(_NEEDS[guard.__name__] for guard in step.guards)
                rows.append(f"| {state} | {verb.replace('_', ' ')} | {_by(step)} | {step.becomes or state} | {needs} |")
    return "\n".join(rows)


def rewritten(page: str) -> str:
    """The page with today's table between its marks."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table()}\n{END}{after}"


if __name__ == "__main__":
    path = ROOT / "docs" / "workflow.md"
    path.write_text(rewritten(path.read_text("utf-8")), "utf-8")
