# SPDX-License-Identifier: GPL-2.0-or-later
"""meter: what a command costs: seconds, processor time, and the peak of the memory of all its processes together."""
import os
import resource
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

INTERVAL = 0.02  # seconds between two looks at the memory
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Cost:
    seconds: float
    cpu_seconds: float  # of all its processes; disturbed less by what else runs
    peak_bytes: int  # resident, of all processes at one moment; pages they share count once for each


class CommandFailed(Exception):
    pass


def run(command, stdin=None, also=()):
    """Runs a command to its end. also: process ids (of servers that work for it) whose memory counts, too."""
    before = children_cpu() + cpu_of_family(also)
    start = time.monotonic()
    with subprocess.Popen([str(word) for word in command], stdin=stdin, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        watch = Watch([process.pid, *also])
        try:
            output = process.communicate()[0]
            seconds = time.monotonic() - start
        except BaseException:
            process.kill()
            raise
        finally:
            peak = watch.end()
    cpu = children_cpu() + cpu_of_family(also) - before
    if process.returncode:
        raise CommandFailed(f"{command[0]} ended with {process.returncode}: {output.strip()[-500:]}")
    return Cost(seconds, cpu, peak)


class Watch:
    def __init__(self, roots):
        self.roots, self.peak, self.ended = roots, 0, threading.Event()
        self.thread = threading.Thread(target=self.look)
        self.thread.start()

    def look(self):
        while not self.ended.wait(INTERVAL):
            self.peak = max(self.peak, sum(resident_bytes(pid) for pid in family(self.roots)))

    def end(self):
        self.ended.set()
        self.thread.join()
        return self.peak


def children_cpu():
    """Seconds of all children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def cpu_of_family(roots):
    return sum(map(cpu_of, family(roots)))


def cpu_of(pid):
    """Seconds of a process and those of its children that have ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return sum(map(int, fields[11:15])) / TICKS


def family(roots):
    """The processes and all that descend from them."""
    pending, members = list(roots), set()
    while pending:
        pid = pending.pop()
        if pid not in members:
            members.add(pid)
            pending += children(pid)
    return members


def children(pid):
    found = []
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += map(int, file.read_text().split())
        except OSError:
            pass  # it has just ended
    return found


def resident_bytes(pid):
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE_BYTES
    except (OSError, IndexError):
        return 0
