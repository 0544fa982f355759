"""Write each world as each kind of page, open the pages in Chromium, and print a table.

    python benchmarks/measure.py FOLDER [--mirror DIR] [--only 20x34 1000x365]

Worlds and pages are kept in FOLDER. `--mirror` is a folder whose files answer for the hosts that
folium's pages ask, by the last part of the address, where there is no network.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from worlds import WORLDS, World, write_world

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, CDPSession, Page, Route

_HERE = Path(__file__).parent
_KINDS = ("frontmap", "timeline", "choropleth", "floor")
#: A way of writing that takes longer than this, or more memory, is given up, in s and bytes.
_PATIENCE = 240
_MEMORY = 8 * 10**9
#: A page that is not drawn after this many ms is given up.
_DRAWN = 60_000
_PAUSE = 250
#: A page is opened so many times, each followed by a rest, and once if it takes longer than this.
_OPENINGS, _REST, _SLOW = 5, 1500, 5_000
#: Modules are compiled once, as they are for whoever installs them.
_SURROUNDINGS = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
_STEPS = 20
#: Wide enough for frontmap's panel, so that it is painted with each step.
_WINDOW = {"width": 1280, "height": 800}
#: Chromium's switches for frames as fast as they can be made.
_UNLIMITED = ("--disable-frame-rate-limit", "--disable-gpu-vsync")
#: What the main thread does, by the names of Chromium's metrics: all of it, and parts.
_TASKS, *_PARTS = ("TaskDuration", "ScriptDuration", "RecalcStyleDuration", "LayoutDuration")

#: True when the map is drawn but for the frame that is on its way.
_IS_DRAWN = {
    "frontmap": "document.querySelector('.frontmap.fm-running') !== null",
    "timeline": "document.querySelectorAll('path.leaflet-interactive').length >= AREAS",
    "choropleth": "document.querySelectorAll('path.leaflet-interactive').length >= AREAS",
    "floor": "window.drawn === true",
}

#: Go one day back; the pages open on their last day, or are brought there first.
_STEP = {
    "frontmap": """() => document.dispatchEvent(
        new KeyboardEvent('keydown', {key: 'ArrowLeft', bubbles: true}))""",
    "timeline": """() => {
        const name = Object.keys(window).find((key) => key.startsWith('timeline_slider_'));
        const slider = window[name];
        window.at = (window.at ?? slider.end) - 86400000;
        slider.setTime(window.at);
    }""",
    "choropleth": """() => {
        const input = document.querySelector('input[type=range]');
        input.value = Number(input.value) - 1;
        input.dispatchEvent(new Event('input'));
    }""",
    "floor": "() => step(today - 1)",
}
#: Drag the slider one day back, as a pointer that is held down does.
_DRAG = """() => {
    const input = document.querySelector('input[type=range]');
    const [least, most] = [Number(input.min), Number(input.max)];
    const day = most - least > 10 * DAYS ? 86400000 : 1;
    const share = (Number(input.value) - least - day / 2) / (most - least + day);
    input.dispatchEvent(new PointerEvent('pointermove', {
        bubbles: true, buttons: 1, clientX: window.track.left + share * window.track.width,
        clientY: window.track.top + 9,
    }));
    input.value = Number(input.value) - day;
    input.dispatchEvent(new Event('input', {bubbles: true}));
}"""
_NOTHING = "() => {}"

#: The help of a program with one command that does nothing, and frontmap's.
_BARE = """
import typer
app = typer.Typer()
app.callback()(lambda: None)
app.command()(lambda: None)
app(["--help"])
"""
_HELP = "from frontmap.cli import main; main(['--help'])"

_COLUMNS = (
    *("world", "page", "processor, s", "clock, s", "memory, MB", "bytes", "drawn, ms", "step, ms"),
    *("average", "dragged, ms", "average", "script, style, layout", "no network"),
)
_TO_THE_END = """() => {
    const input = document.querySelector('input[type=range]');
    if (input === null) return;
    window.track = input.getBoundingClientRect();
    input.value = input.max;
    input.dispatchEvent(new Event('input'));
}"""

_ONE_STEP = """
async () => {
  const frame = () => new Promise((done) => { requestAnimationFrame(done); });
  const go = STEP;
  go();
  await frame();
  await frame();
}
"""

_WATCH = """
(() => {
  const look = () => {
    if (IS_DRAWN) {
      requestAnimationFrame(() => { window.drawnAt = performance.now(); });
    } else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();
"""


@dataclass
class Spent:
    """What one step takes of the main thread, in ms: the median, the average, and its parts'."""

    median: float
    average: float
    parts: list[float]


@dataclass
class Row:
    """What was measured of one page; `None` where it was not reached, and why."""

    kind: str
    world: str
    seconds: float | None = None
    busy: float | None = None
    megabytes: float | None = None
    size: int | None = None
    drawn: float | None = None
    step: Spent | None = None
    drag: Spent | None = None
    offline: bool | None = None
    note: str = ""


def main() -> None:
    """Measure what is asked for, and print a Markdown table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--mirror", type=Path)
    parser.add_argument("--only", nargs="*", default=[world.name for world in WORLDS])
    parser.add_argument("--kinds", nargs="*", default=list(_KINDS))
    asked = parser.parse_args()
    print(f"importing folium and geopandas: {_processor('import folium, geopandas'):.2f} s")
    bare, own = _processor(_BARE), _processor(_HELP)
    print(f"--help of a bare typer program: {bare:.2f} s, of frontmap: {own:.2f} s", flush=True)
    rows = []
    for world in WORLDS:
        if world.name in asked.only:
            write_world(world, asked.folder / world.name)
            rows += [_write(kind, world, asked.folder) for kind in asked.kinds]
    _view(rows, asked.folder, asked.mirror)
    print(_table(rows))


def _processor(code: str) -> float:
    """Return the processor seconds that a Python process takes for some code, of five the median.

    A first one, which finds cold files, does not count.
    """
    command = [sys.executable, "-c", code]
    _run(command)
    return statistics.median(_run(command)[0] for _ in range(5))


def _run(command: list[str]) -> tuple[float, float, int]:
    """Run a command; return its seconds by the processor and by the clock, and its peak bytes.

    Raises:
        TimeoutError: it took longer than our patience; it was ended.
    """
    begin = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_SURROUNDINGS
    )
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            busy = usage.ru_utime + usage.ru_stime
            return busy, time.perf_counter() - begin, usage.ru_maxrss * 1024
        if time.perf_counter() - begin > _PATIENCE or _resident(process.pid) > _MEMORY:
            process.kill()
            process.wait()
            raise TimeoutError
        time.sleep(0.01)


def _resident(pid: int) -> int:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except (FileNotFoundError, IndexError, ProcessLookupError):
        return 0
    return pages * os.sysconf("SC_PAGESIZE")


def _write(kind: str, world: World, folder: Path) -> Row:
    row = Row(kind, world.name)
    target = folder / f"{kind}-{world.name}.html"
    target.unlink(missing_ok=True)
    command = [sys.executable, str(_HERE / "writers.py"), kind, str(folder / world.name)]
    best: tuple[float, float, int] | None = None
    for _ in range(2 if world is WORLDS[-1] else 4):
        try:
            run = _run([*command, str(target)])
        except TimeoutError:
            target.unlink(missing_ok=True)
            row.note = f"given up after {_PATIENCE} s or {_MEMORY // 10**9} GB"
            break
        best = min(best or run, run)
    if best and target.exists():
        row.busy, row.seconds, row.megabytes = best[0], best[1], best[2] / 1e6
        row.size = target.stat().st_size
    print(row, flush=True)
    return row


@contextmanager
def chromium(*more: str) -> Iterator[Browser]:
    """Start Chromium without a GPU, with more switches."""
    # only now, so that it is in nobody's memory while pages are written
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--js-flags=--max-old-space-size=4096", *more],
        )
        yield browser
        browser.close()


def _view(rows: list[Row], folder: Path, mirror: Path | None) -> None:
    for look, switches in ((view, ()), (drag, _UNLIMITED)):
        with chromium(*switches) as browser:
            for row in rows:
                if row.size is None or row.note:
                    continue
                try:
                    look(browser, row, folder / f"{row.kind}-{row.world}.html", mirror)
                except Exception as reason:  # noqa: BLE001 - a page that fails is a result
                    row.note = str(reason).split("\n", 1)[0][:80]
                print(row, flush=True)


def view(browser: Browser, row: Row, file: Path, mirror: Path | None) -> None:
    """Open a page, and put into `row` when it was drawn, what a step takes, and whether offline."""
    address = file.resolve().as_uri()
    areas = row.world.split("x")[0]
    is_drawn = _IS_DRAWN[row.kind].replace("AREAS", areas)
    drawn: list[float] = []
    while True:
        page = _page(browser, mirror, online=True)
        page.add_init_script(_WATCH.replace("IS_DRAWN", is_drawn))
        page.goto(address, wait_until="commit", timeout=_DRAWN)
        moment = _drawn_at(page)
        if moment is None:
            row.note = f"not drawn after {_DRAWN // 1000} s"
            page.context.close()
            return
        page.wait_for_timeout(_REST)
        drawn.append(moment)
        if len(drawn) == _OPENINGS or moment > _SLOW:
            break
        page.context.close()
    row.drawn = statistics.median(drawn)
    if row.kind == "choropleth":
        page.evaluate(_TO_THE_END)
    row.step = _spent(page, _STEP[row.kind])
    page.context.close()
    page = _page(browser, mirror, online=False)
    page.goto(address, wait_until="commit", timeout=_DRAWN)
    page.wait_for_timeout(500 + 2 * row.drawn)
    row.offline = bool(page.evaluate(is_drawn))
    page.context.close()


def drag(browser: Browser, row: Row, file: Path, mirror: Path | None) -> None:
    """Open a page without a limit of frames; put into `row` what it takes to drag its slider."""
    areas, days = row.world.split("x")
    page = _page(browser, mirror, online=True)
    page.add_init_script(_WATCH.replace("IS_DRAWN", _IS_DRAWN[row.kind].replace("AREAS", areas)))
    page.goto(file.resolve().as_uri(), wait_until="commit", timeout=_DRAWN)
    if _drawn_at(page) is None:
        return
    page.wait_for_timeout(_REST)
    page.evaluate(_TO_THE_END)
    row.drag = _spent(
        page, (_STEP["floor"] if row.kind == "floor" else _DRAG).replace("DAYS", days)
    )
    page.context.close()


def _drawn_at(page: Page) -> float | None:
    """Return when the map was drawn, in ms; asked again, as a strict policy forbids to wait."""
    for _ in range(_DRAWN // _PAUSE):
        moment = page.evaluate("window.drawnAt ?? null")
        if moment is not None:
            return float(moment)
        page.wait_for_timeout(_PAUSE)
    return None


def _spent(page: Page, step: str) -> Spent:
    """Return what steps take of the main thread, less what frames take in which nothing happens."""
    session = page.context.new_cdp_session(page)
    # by the processor's clock, which does not count what other programs take
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    # the first ones compile the script, and so do not count; a world of 34 days has no more
    _steps(page, session, step, _STEPS // 2)
    idle = _steps(page, session, _NOTHING, _STEPS)
    steps = _steps(page, session, step, _STEPS)
    mean = {
        name: statistics.mean(one[name] for one in steps)
        - statistics.mean(one[name] for one in idle)
        for name in (_TASKS, *_PARTS)
    }
    middle = [statistics.median(one[_TASKS] for one in some) for some in (steps, idle)]
    return Spent(middle[0] - middle[1], mean[_TASKS], [mean[name] for name in _PARTS])


def _steps(page: Page, session: CDPSession, step: str, count: int) -> list[dict[str, float]]:
    """Take steps; return what each and the two frames after it take, in ms by the metric's name."""

    def clock() -> dict[str, float]:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return {one["name"]: one["value"] * 1000 for one in metrics}

    spent = []
    for _ in range(count):
        before = clock()
        page.evaluate(_ONE_STEP.replace("STEP", step))
        after = clock()
        spent.append({name: after[name] - before[name] for name in (_TASKS, *_PARTS)})
    return spent


def _page(browser: Browser, mirror: Path | None, *, online: bool) -> Page:
    context = browser.new_context(viewport=_WINDOW, offline=not online)
    page = context.new_page()
    if online and mirror:

        def answer(route: Route) -> None:
            name = re.sub(r"[?#].*", "", route.request.url).rsplit("/", 1)[-1]
            found = mirror / name
            if found.is_file():
                route.fulfill(path=found)
            else:
                route.abort()

        page.route(re.compile("^https?://"), answer)
    return page


def _table(rows: list[Row]) -> str:
    lines = [
        f"| {' | '.join(_COLUMNS)} |",
        "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|---|",
    ]
    for row in rows:
        cells = (
            row.world,
            row.kind,
            _said(row.busy, ".2f"),
            _said(row.seconds, ".2f"),
            _said(row.megabytes, ".0f"),
            _said(row.size, ",d"),
            _said(row.drawn, ",.0f"),
            *_told(row.step),
            *_told(row.drag),
            "–" if row.drag is None else ", ".join(f"{part:,.1f}" for part in row.drag.parts),
            row.note or {True: "draws", False: "blank", None: "–"}[row.offline],
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _told(spent: Spent | None) -> list[str]:
    figures = [None, None] if spent is None else [spent.median, spent.average]
    return [_said(figure, ",.1f") for figure in figures]


def _said(figure: float | None, form: str) -> str:
    return "–" if figure is None else format(figure, form)


if __name__ == "__main__":
    main()
