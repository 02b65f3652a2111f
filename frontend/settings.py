"""What an operator may choose about the site."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """`report_address` is where readers report a problem: an e-mail address or a web address, or None.

    `notice` stands on every page, below its header: what whoever reads anything here has to know, if there is such.

    Search engines are asked to stay away unless `for_search_engines`. `exit_to` is the neutral page that the exit
    button opens.
    """

    report_address: str | None = None
    notice: str = ""
    for_search_engines: bool = False
    exit_to: str = "https://www.bbc.co.uk/weather"
