"""`python -m cairn COMMAND`: see config/cli.py."""

import sys

from cairn.config.cli import main

if __name__ == "__main__":
    sys.exit(main())
