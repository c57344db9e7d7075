"""Where the frozen program begins."""

import sys

from gxreader.cli.main import main

sys.exit(main())
