"""`python -m tests.benchmarks [--quick] [names…]`: each figure, its floor, the ratio, the goal and whether it is met."""

import sys

from tests.benchmarks.command import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
