"""How much memory a process has had at the most, where the system says so."""

import resource
from pathlib import Path

# The peak of a new process is its own only where the system says so of its memory, and not of its parent's.
STATUS_OF_PROCESS = Path("/proc/self/status")


def megabytes() -> float:
    """The most that this process has had."""
    peak = next(line for line in STATUS_OF_PROCESS.read_text().splitlines() if line.startswith("VmHWM"))
    return int(peak.split()[1]) / 1_000


def megabytes_with_children() -> float:
    """And the largest of the processes that it has started and seen end.

    They need not have been there at the same time, so the sum is never too little.
    """
    return megabytes() + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1_000
