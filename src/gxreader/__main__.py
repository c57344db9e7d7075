"""`python -m gxreader` is the same as `gxreader`."""

import sys

from gxreader.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
