"""The three browser engines that people read a page in, each driven in the same few words.

Chromium is driven by Playwright, Firefox by WebDriver BiDi (it has no driver of its own here), and
WebKit, which is Safari's, by selenium in GTK's small browser on a screen that nobody sees.
"""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
import warnings
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import IO, TYPE_CHECKING, Any, Protocol

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

#: Where Debian puts WebKit's small browser.
MINI_BROWSERS = "/usr/lib/*/webkit2gtk-4.1/MiniBrowser"
#: How long an answer may take, in seconds, on a machine that has other work to do.
PATIENCE = 120
#: The keys that have no letter, as the two drivers of the W3C call them.
KEYS = {
    "ArrowLeft": "\ue012",
    "ArrowRight": "\ue014",
    "ArrowUp": "\ue013",
    "ArrowDown": "\ue015",
    "End": "\ue010",
    "Home": "\ue011",
    "Enter": "\ue007",
    "Escape": "\ue00c",
    "Tab": "\ue004",
}
#: Stands before the policy in a test's copy, which therefore does not bind it.
COLLECTOR = """<script>
window.complaints = [];
for (const kind of ["error", "unhandledrejection", "securitypolicyviolation"]) {
  addEventListener(kind, (event) => window.complaints.push([kind,
    event.message || event.reason || event.violatedDirective, event.blockedURI].join(" ")), true);
}
for (const kind of ["error", "warn"]) {
  console[kind] = (...said) => window.complaints.push([kind, ...said].join(" "));
}
</script>
"""
#: What was complained of, and what was asked for; pictures in the page itself are no requests.
COMPLAINTS = """[...window.complaints, ...performance.getEntriesByType("resource")
  .map(({ name }) => name).filter((name) => !/^(data|blob):/.test(name))]"""
#: Waits for something to be so, and looks whenever the page is drawn.
UNTIL = """new Promise((done, fail) => {
  const end = performance.now() + 100000;
  const look = () => {
    if (EXPRESSION) done(true);
    else if (performance.now() > end) fail(new Error(`not so: ${EXPRESSION_TEXT}`));
    else setTimeout(look, 20);
  };
  look();
})"""
#: The middle of an element that is brought into view, in pixels of the window.
MIDDLE = """(() => {
  const element = document.querySelector(SELECTOR);
  element.scrollIntoView({ block: "nearest" });
  const { left, top, width, height } = element.getBoundingClientRect();
  return [Math.round(left + width / 2), Math.round(top + height / 2)];
})()"""


class Engine(Protocol):
    """A browser with one window."""

    name: str

    def open(self, url: str) -> None:
        """Open an address anew."""

    def run(self, expression: str) -> Any:  # noqa: ANN401 - whatever JSON there is
        """Return what an expression gives; what a promise gives in the end."""

    def press(self, key: str) -> None:
        """Press a key, by the name that `KeyboardEvent.key` has for it."""

    def point(self, x: int, y: int) -> None:
        """Click at a place in the window."""

    def print(self) -> int:
        """Print the page, if the driver can, and return how many bytes the PDF has."""

    def shoot(self, path: Path) -> None:
        """Write a picture of the window."""

    def close(self) -> None:
        """End the browser."""


def until(engine: Engine, expression: str) -> None:
    """Wait until an expression is true on the page."""
    text = json.dumps(expression)
    engine.run(UNTIL.replace("EXPRESSION_TEXT", text).replace("EXPRESSION", expression))


def click(engine: Engine, selector: str) -> None:
    """Click in the middle of the first element that a selector finds."""
    engine.point(*engine.run(MIDDLE.replace("SELECTOR", json.dumps(selector))))


def watched(path: Path, tool: str = "") -> Path:
    """Return a copy of a page that keeps what goes wrong in it, with a script as a `tool`."""
    text = path.read_text("utf-8")
    at = text.index("<meta http-equiv")
    copy = path.with_name(f"watched{len(tool)}-{path.name}")
    more = f"<script>{tool}</script>" if tool else ""
    copy.write_text(text[:at] + COLLECTOR + more + text[at:], "utf-8")
    return copy


class Chromium:
    """Chromium by Playwright."""

    name = "chromium"

    def __init__(self, browser: Browser) -> None:
        self._context = browser.new_context(
            offline=True, viewport={"width": 1280, "height": 800}, bypass_csp=False
        )
        self._context.set_default_timeout(1000 * PATIENCE)
        self.page: Page = self._context.new_page()

    def open(self, url: str) -> None:
        self.page.goto("about:blank")
        self.page.goto(url)

    def run(self, expression: str) -> Any:  # noqa: ANN401
        return self.page.evaluate(f"(async () => ({expression}))()")

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def point(self, x: int, y: int) -> None:
        self.page.mouse.click(x, y)

    def print(self) -> int:
        return len(self.page.pdf())

    def shoot(self, path: Path) -> None:
        self.page.screenshot(path=path)

    def close(self) -> None:
        self._context.close()


class Firefox:
    """Firefox by WebDriver BiDi, over the socket that it opens itself."""

    name = "firefox"

    def __init__(self, program: str, profile: Path) -> None:
        from websockets.sync.client import connect  # noqa: PLC0415 - may be missing

        (profile / "user.js").write_text(
            "".join(f"user_pref({json.dumps(key)}, {json.dumps(value)});\n" for key, value in {
                "app.update.auto": False,
                "datareporting.policy.dataSubmissionEnabled": False,
                "toolkit.telemetry.enabled": False,
                "network.captive-portal-service.enabled": False,
                "network.connectivity-service.enabled": False,
                "browser.safebrowsing.malware.enabled": False,
                "extensions.update.enabled": False,
            }.items()),
            "utf-8",
        )  # fmt: skip
        self._all = ExitStack()
        with self._all:
            process = self._all.enter_context(
                running(
                    [program, "--headless", "--no-remote", "--profile", str(profile),
                     "--remote-debugging-port", "0"],
                    stderr=subprocess.PIPE,
                )
            )  # fmt: skip
            address = _said(process.stderr, re.compile(r"ws://\S+"))
            # a pipe that nobody reads fills, and then Firefox waits for ever
            Thread(target=_unheard, args=[process.stderr], daemon=True).start()
            self._socket = self._all.enter_context(connect(f"{address}/session", max_size=None))
            self._number = 0
            self._begin()
            # what goes wrong up to here ends all
            self._all = self._all.pop_all()

    def _begin(self) -> None:
        self._ask("session.new", capabilities={})
        tree = self._ask("browsingContext.getTree")
        self._window = tree["contexts"][0]["context"]
        self._ask(
            "browsingContext.setViewport",
            context=self._window,
            viewport={"width": 1280, "height": 800},
        )

    def _ask(self, method: str, **parameters: object) -> Any:  # noqa: ANN401
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self._socket.recv(timeout=PATIENCE))
            if answer.get("id") == self._number:
                if answer["type"] == "error":
                    raise RuntimeError(f"{method}: {answer['message']}")
                return answer["result"]

    def open(self, url: str) -> None:
        for address in ("about:blank", url):
            self._ask(
                "browsingContext.navigate", context=self._window, url=address, wait="complete"
            )

    def run(self, expression: str) -> Any:  # noqa: ANN401
        given = self._ask(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({expression})))()",
            target={"context": self._window},
            awaitPromise=True,
        )
        if given["type"] == "exception":
            raise RuntimeError(given["exceptionDetails"]["text"])
        value = given["result"].get("value")
        return None if value is None else json.loads(value)

    def _act(self, kind: str, *actions: dict[str, object], **more: object) -> None:
        self._ask(
            "input.performActions",
            context=self._window,
            actions=[{"type": kind, "id": kind, "actions": list(actions), **more}],
        )

    def press(self, key: str) -> None:
        value = KEYS.get(key, key)
        self._act("key", {"type": "keyDown", "value": value}, {"type": "keyUp", "value": value})

    def point(self, x: int, y: int) -> None:
        self._act(
            "pointer",
            {"type": "pointerMove", "x": x, "y": y},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        )

    def print(self) -> int:
        return len(
            base64.b64decode(self._ask("browsingContext.print", context=self._window)["data"])
        )

    def shoot(self, path: Path) -> None:
        taken = self._ask("browsingContext.captureScreenshot", context=self._window)
        path.write_bytes(base64.b64decode(taken["data"]))

    def close(self) -> None:
        self._all.close()


class WebKit:
    """WebKit in GTK's small browser, on a screen that nobody sees."""

    name = "webkit"

    def __init__(self, driver: str, browser: str, screen: str) -> None:
        from selenium.webdriver import WebKitGTK  # noqa: PLC0415 - may be missing
        from selenium.webdriver.webkitgtk.options import Options  # noqa: PLC0415
        from selenium.webdriver.webkitgtk.service import Service  # noqa: PLC0415

        options = Options()
        options.binary_location = browser
        options.add_argument("--automation")
        self._all = ExitStack()
        with self._all:
            process = self._all.enter_context(
                running(
                    [screen, "-displayfd", "1", "-screen", "0", "1600x1200x24",
                     "-nolisten", "tcp"],
                    stdout=subprocess.PIPE,
                )
            )  # fmt: skip
            display = f":{_said(process.stdout, re.compile(r'[0-9]+'))}"
            service = Service(driver, env={**os.environ, "DISPLAY": display})
            with warnings.catch_warnings():
                # selenium's own WebKit class does what selenium warns of
                warnings.simplefilter("ignore", DeprecationWarning)
                self.driver = WebKitGTK(options=options, service=service)
            self._all.callback(self.driver.quit)
            self.driver.set_script_timeout(PATIENCE)
            self.driver.set_window_size(1280, 800)
            self._all = self._all.pop_all()

    def open(self, url: str) -> None:
        self.driver.get("about:blank")
        self.driver.get(url)

    def run(self, expression: str) -> Any:  # noqa: ANN401
        given = self.driver.execute_async_script(
            f"""const done = arguments[arguments.length - 1];
            (async () => JSON.stringify(await ({expression})) ?? "null")()
              .then((value) => done({{ value }}), (error) => done({{ error: String(error) }}));"""
        )
        if "error" in given:
            raise RuntimeError(given["error"])
        return json.loads(given["value"])

    def press(self, key: str) -> None:
        from selenium.webdriver import ActionChains  # noqa: PLC0415

        ActionChains(self.driver).send_keys(KEYS.get(key, key)).perform()

    def point(self, x: int, y: int) -> None:
        from selenium.webdriver import ActionChains  # noqa: PLC0415

        chain = ActionChains(self.driver, duration=0)
        chain.w3c_actions.pointer_action.move_to_location(x, y)
        chain.w3c_actions.pointer_action.click()
        chain.perform()

    def print(self) -> int:
        """WebKit's driver prints nothing; the page is told as if it were printed."""
        said = 'dispatchEvent(new Event("{}"))'
        self.run(f"{said.format('beforeprint')}, {said.format('afterprint')}")
        return 0

    def shoot(self, path: Path) -> None:
        self.driver.save_screenshot(str(path))

    def close(self) -> None:
        self._all.close()


@contextmanager
def running(
    command: list[str], *, stdout: int = subprocess.DEVNULL, stderr: int = subprocess.DEVNULL
) -> Iterator[subprocess.Popen[str]]:
    """Run a program until it is done with."""
    with subprocess.Popen(command, stdout=stdout, stderr=stderr, text=True) as process:
        try:
            yield process
        finally:
            process.terminate()


def _said(stream: IO[str] | None, pattern: re.Pattern[str]) -> str:
    """Return the first piece of what a program says that fits a pattern."""
    for line in stream or ():
        if found := pattern.search(line):
            return found[0]
    raise RuntimeError(f"it ended without saying {pattern.pattern}")


def _unheard(stream: IO[str]) -> None:
    """Read what a program goes on to say, to its end."""
    with suppress(ValueError):  # closed while it was read
        for _ in stream:
            pass


def firefox(missing: Callable[[str], None], profile: Path) -> Firefox:
    """Start Firefox; `missing` is told what is not there."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if program is None:
        missing("firefox-esr")
    pytest.importorskip("websockets")
    return Firefox(str(program), profile)


def webkit(missing: Callable[[str], None]) -> WebKit:
    """Start WebKit; likewise."""
    driver, screen = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
    browser = next(iter(Path("/").glob(MINI_BROWSERS[1:])), None)
    for what, found in {
        "webkit2gtk-driver": driver, "WebKitGTK's MiniBrowser": browser, "xvfb": screen,
    }.items():  # fmt: skip
        if found is None:
            missing(what)
    pytest.importorskip("selenium")
    return WebKit(str(driver), str(browser), str(screen))
