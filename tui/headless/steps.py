"""How far long work is, on a terminal."""

import sys
from collections.abc import Iterator
from itertools import chain, islice


def shown(said: str, steps: Iterator[tuple[int, int]], *, few: int = 0) -> Iterator[tuple[int, int]]:
    """The steps, with their progress where somebody sees it, gone once all is done; without it where all of them are `few`."""
    stream = sys.__stderr__
    first = list(islice(steps, 1))
    steps = chain(first, steps)
    is_short = not first or first[0][1] <= few > 0
    if is_short or stream is None or not stream.isatty():
        yield from steps
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(file=stream), transient=True) as bar:
        task = bar.add_task(said, total=None)
        for done, total in steps:
            bar.update(task, completed=done, total=total)
            yield done, total
