#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The manuals are good mdoc, as mandoc sees it: no warnings."""
import subprocess
import sys
from pathlib import Path

MANUALS = sorted((Path(__file__).resolve().parents[1] / "man").glob("*.[1-9]"))


def main():
    done = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", *MANUALS],
                          capture_output=True, text=True, check=False)
    print(done.stdout + done.stderr, end="")
    return int(not MANUALS or done.returncode != 0)


if __name__ == "__main__":
    sys.exit(main())
