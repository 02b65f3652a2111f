"""How soon the results page is seen on a slow phone: Lighthouse's slow 4G and a processor four times slower.

.venv/bin/python bench/first_paint.py http://127.0.0.1:8000/?q=neglect
"""

from __future__ import annotations

import statistics
import sys
from typing import TypedDict

from playwright.sync_api import Browser, sync_playwright

from tests.browser.samples_site import FLAGS
from tests.services.chromium import chromium

ROUNDS = 5
LATENCY_MS = 562.5
"""150 ms of round trip, times the 3.75 by which Lighthouse makes up for what request-level throttling leaves out."""
BYTES_A_SECOND = 1.6e6 / 8 * 0.9
CPU_SLOWDOWN = 4
PHONE = {"width": 412, "height": 823}

_PAINTS = """() => ({
  paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN,
  shift: window.__shift ?? 0,
})"""
_WATCH = """window.__shift = 0;
new PerformanceObserver(list => list.getEntries().forEach(entry => { window.__shift += entry.value }))
  .observe({type: "layout-shift", buffered: true});"""


class Load(TypedDict):
    paint_ms: float
    shift: float
    kilobytes: float


def load(browser: Browser, address: str) -> Load:
    """A first visit: nothing is cached."""
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.add_init_script(_WATCH)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": LATENCY_MS, "downloadThroughput": BYTES_A_SECOND, "uploadThroughput": 84_375},
    )
    session.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWDOWN})
    received: list[float] = []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")
    measured = page.evaluate(_PAINTS)
    context.close()
    return Load(paint_ms=measured["paint"], shift=measured["shift"], kilobytes=sum(received) / 1000)


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        print("| page | first contentful paint, median | worst | layout shift, worst | over the wire |")
        print("| --- | ---: | ---: | ---: | ---: |")
        for address in sys.argv[1:]:
            loads = [load(browser, address) for _ in range(ROUNDS)]
            paints = [each["paint_ms"] for each in loads]
            print(
                f"| {address} | {statistics.median(paints) / 1000:.2f} s | {max(paints) / 1000:.2f} s "
                f"| {max(each['shift'] for each in loads):.3f} | {loads[0]['kilobytes']:.0f} kB |"
            )
        browser.close()


if __name__ == "__main__":
    main()
