"""How far long work is, on a terminal."""

import sys
from collections.abc import Iterator


def shown(said: str, steps: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The steps, with their progress where somebody sees it, gone once all is done."""
    stream = sys.__stderr__
    if stream is None or not stream.isatty():
        yield from steps
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(file=stream), transient=True) as bar:
        task = bar.add_task(said, total=None)
        for done, total in steps:
            bar.update(task, completed=done, total=total)
            yield done, total
