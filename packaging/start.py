"""What the frozen folder starts."""

import sys

from tui.cli import main

sys.exit(main())
