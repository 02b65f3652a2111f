"""What reading one file may cost, so that no file can take a run down."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one file. A file that goes over one of them is rejected with a reason; the run goes on."""

    pages: int = 6_000
    """The longest published inquiry reports have about 2,500 pages."""
    file_bytes: int = 1_000 * MEGABYTE
    memory_bytes: int = 3_000 * MEGABYTE
    """Of a worker, its libraries included: address space, as that is what the system can bound."""
    seconds: float = 180.0
    """For a file of no size. A report takes less than one second; this is for those that never end."""
    seconds_per_megabyte: float = 400.0
    """A megabyte holds 100 pages and more of a well packed scan, each of which takes 1 to 4 seconds to recognise."""
    longest_seconds: float = 7_200.0

    def seconds_for(self, size_bytes: int) -> float:
        """The time that a file of this size may take."""
        return min(self.seconds + self.seconds_per_megabyte * size_bytes / MEGABYTE, self.longest_seconds)
