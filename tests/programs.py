"""Programs of the machine that tests read outputs with."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
JS = ROOT / "tests" / "js"


def tool(name: str) -> str:
    """A program of the machine; without it the test is skipped, or fails where it is required."""
    found = shutil.which(name)
    if found is None:
        if os.environ.get("FRONTMAP_REQUIRE_TOOLS"):
            pytest.fail(f"{name} is required and is not installed")
        pytest.skip(f"{name} is not installed")
    return found


def pdf_text(path: Path) -> str:
    """The text of a PDF, as far as possible as it stands on the pages."""
    done = subprocess.run(
        [tool("pdftotext"), "-layout", path, "-"], capture_output=True, check=True
    )
    return done.stdout.decode()


def pdf_info(path: Path) -> dict[str, str]:
    """What a PDF says of itself, by the name that pdfinfo gives it."""
    done = subprocess.run([tool("pdfinfo"), path], capture_output=True, check=True)
    pairs = (line.partition(":") for line in done.stdout.decode().splitlines())
    return {name: said.strip() for name, _, said in pairs}


def node() -> str:
    """The program that runs the page's modules without a browser; likewise."""
    found = shutil.which("node")
    if found is None:
        if os.environ.get("FRONTMAP_REQUIRE_BROWSER") == "1":
            pytest.fail("node is missing, and FRONTMAP_REQUIRE_BROWSER=1 asks for it")
        pytest.skip("node is missing")
    return found


def npm_tool(name: str) -> str:
    """A program that `npm install` in tests/js has put there; likewise."""
    if not (JS / "node_modules").is_dir():
        if os.environ.get("FRONTMAP_REQUIRE_TOOLS") == "1":
            pytest.fail("run `npm ci` in tests/js: FRONTMAP_REQUIRE_TOOLS=1 asks for its tools")
        pytest.skip("tests/js/node_modules is missing; `npm ci` in tests/js installs it")
    return str((JS / "node_modules" / ".bin" / name).resolve())


def linted(folder: Path, settings: str, *scripts: str) -> list[tuple[str, str]]:
    """Hold scripts of the page to eslint with these settings, a JavaScript object.

    It takes seconds to start and to read them, and therefore takes all scripts at once.

    Returns:
        what is wrong: the rule, of which a script that cannot be read has none, and all of it.
    """
    names = [f"script-{number}.js" for number, _ in enumerate(scripts)]
    for name, code in zip(names, scripts, strict=True):
        (folder / name).write_text(code, encoding="utf-8")
    (folder / "eslint.config.mjs").write_text(f"export default [{settings}];", encoding="utf-8")
    done = subprocess.run(
        [npm_tool("eslint"), "--config", "eslint.config.mjs", "--format", "json", *names],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode in {0, 1}, done.stdout + done.stderr
    files = json.loads(done.stdout)
    assert len(scripts) == len(files)
    return [
        (message["ruleId"] or "", f"{Path(file['filePath']).name}: {message}")
        for file in files
        for message in file["messages"]
    ]
