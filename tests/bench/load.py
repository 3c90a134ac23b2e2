# SPDX-License-Identifier: GPL-2.0-or-later
"""load: many clients at once, by wrk."""
import os
import re
import subprocess
from pathlib import Path

SCRIPT = Path(__file__).with_name("targets.lua")
RATE = re.compile(r"Requests/sec:\s+([\d.]+)")
SLOWEST = re.compile(r"99%\s+([\d.]+)(us|ms|s)")
FAILED = re.compile(r"Non-2xx or 3xx responses: (\d+)|Socket errors: (.*)")
MILLISECONDS = {"us": 0.001, "ms": 1, "s": 1000}


def requests_per_second(port, targets, clients, seconds):
    """A dict of rate and p99 in milliseconds. targets: a file with one path and query a line."""
    done = subprocess.run(["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "--timeout", "30s", "--latency",
                           "-s", SCRIPT, f"http://127.0.0.1:{port}"],
                          env=os.environ | {"TARGETS": str(targets)}, capture_output=True, text=True, check=True)
    if failed := FAILED.search(done.stdout):
        raise RuntimeError(f"answers failed under load: {failed.group()}")
    value, unit = SLOWEST.search(done.stdout).groups()
    return {"rate": float(RATE.search(done.stdout).group(1)), "p99": float(value) * MILLISECONDS[unit]}
