"""`python -m govsim`: the command line."""

import sys

from govsim.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
