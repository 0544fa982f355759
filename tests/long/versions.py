"""The tests and every output, under each Python, with the lowest and the newest dependencies.

    python tests/long/versions.py [--python INTERPRETER]… [--only VERSIONS] [--with SETS]
        [--tests VERSIONS] [-- ARGUMENT…]

It packs the project and unpacks it elsewhere. For each Python and each set of dependencies it makes
an environment, installs the package there (not editable), and runs the tests that were packed, but
for those that need a browser, and `every_output.py`, whose digests it compares from Python to
Python. What follows `--` goes to pytest.

`--only 3.11,3.13` are the versions of Python; `--tests 3.11` are those that run the tests, too, and
`--tests none` leaves these out. An interpreter that is neither on the path nor one of pyenv's is
named by `--python`. What is passed over, because it is not here, is said.

The sets: `lowest` is each lower bound of pyproject.toml, `pinned` is constraints.txt, `newest` what
the registry has. Old libraries warn of what newer ones will take away, so that with `lowest` these
warnings are no errors.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

TOP = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))

SUPPORTED = ("3.11", "3.12", "3.13", "3.14")
SETS = ("lowest", "pinned", "newest")
#: What the outputs need; the tests need the extra `dev`, which has it all.
OUTPUTS = "calendars,excel,parquet,pdf,pictures,slides,video"
LENIENT = ("-W", "ignore::DeprecationWarning")
_BOUND = re.compile(r"([\w.-]+)>=([\w.]+)")


@dataclass
class Trial:
    """A Python with a set of dependencies: what came of it.

    Attributes:
        version: of Python, such as `3.13`.
        dependencies: one of `SETS`.
        faults: what went wrong.
        said: the last line that pytest said.
        digests: the digest of each output, by its name.
    """

    version: str
    dependencies: str
    faults: list[str] = field(default_factory=list)
    said: str = "not run"
    digests: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        """Say all of it in a line."""
        all_digests = hashlib.sha256(repr(sorted(self.digests.items())).encode()).hexdigest()[:12]
        return (
            f"Python {self.version}, {self.dependencies} dependencies: tests {self.said}; "
            f"{len(self.digests)} outputs, {all_digests}; {self.faults or 'no fault'}"
        )


def lowest_pins() -> list[str]:
    """Return each lower bound of pyproject.toml as the one version that is allowed."""
    extras = PROJECT["project"]["optional-dependencies"].values()
    wanted = [*PROJECT["project"]["dependencies"], *(one for extra in extras for one in extra)]
    return [f"{name}=={bound}" for one in wanted for name, bound in _BOUND.findall(one)[:1]]


def interpreters(named: Iterable[str]) -> dict[str, str]:
    """Return a command for each Python that there is, by its version; those that are named win."""
    found: dict[str, str] = {}
    on_path = [f"python{version}" for version in SUPPORTED]
    pyenv = Path(os.environ.get("PYENV_ROOT", "~/.pyenv")).expanduser() / "versions"
    others = sorted(str(path) for name in on_path for path in pyenv.glob(f"*/bin/{name}"))
    for command in [*named, *on_path, *others]:
        asked = [command, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
        try:
            answer = subprocess.run(asked, capture_output=True, text=True, check=True)
        except (OSError, subprocess.CalledProcessError):
            continue
        found.setdefault(answer.stdout.strip(), command)
    return {version: found[version] for version in SUPPORTED if version in found}


def run(*command: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder, apart from what this session has set for Python."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "FRONTMAP_"))}
    return subprocess.run(
        command, cwd=folder, env=kept, capture_output=True, text=True, check=False
    )


def installed(command: str, folder: Path, what: Sequence[str | Path], trial: Trial) -> Path:
    """Make an environment, install something there, and return its Python."""
    made = run(command, "-m", "venv", folder, folder=folder.parent)
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    pip = (python, "-m", "pip", "install", "-q", "--disable-pip-version-check")
    done = run(*pip, *what, folder=folder.parent) if made.returncode == 0 else made
    if done.returncode:
        trial.faults.append(f"cannot be installed: {done.stderr.strip()[-500:]}")
    return python


def packed(work: Path) -> Path:
    """Pack the project, and return the package with its sources and tests."""
    trial = Trial(SUPPORTED[0], "build")
    requires = PROJECT["build-system"]["requires"]
    python = installed(sys.executable, work / "build", requires, trial)
    done = run(python, "-m", "hatchling", "build", "-t", "sdist", "-d", work / "dist", folder=TOP)
    if trial.faults or done.returncode:
        sys.exit(f"cannot be packed: {trial.faults or done.stderr}")
    (package,) = (work / "dist").glob("*.tar.gz")
    return package


def tried(trial: Trial, command: str, package: Path, asked: argparse.Namespace) -> None:
    """Install the package with a set of dependencies, and run what is asked for."""
    work = package.parents[1] / f"{trial.version}-{trial.dependencies}"
    work.mkdir()
    shutil.unpack_archive(package, work / "sources", filter="data")
    (sources,) = (work / "sources").iterdir()
    pins = {"lowest": lowest_pins(), "newest": []}.get(trial.dependencies)
    if pins is None:
        pins = (TOP / "constraints.txt").read_text("utf-8").splitlines()
    (work / "pins.txt").write_text("\n".join(pins), "utf-8")
    tested = trial.version in asked.tests.split(",")
    what = f"{package}[{'dev' if tested else OUTPUTS}]"
    python = installed(command, work / "environment", [what, "-c", work / "pins.txt"], trial)
    if trial.faults:
        return
    (work / "written").mkdir()
    script, tests = sources / "tests" / "every_output.py", sources / "tests" / "tiny"
    written = run(python, script, tests, sources / "docs" / "tutorial", folder=work / "written")
    if written.returncode:
        trial.faults.append(f"an output fails: {written.stderr.strip()[-500:]}")
    trial.digests = {line[65:]: line[:64] for line in written.stdout.splitlines()}
    if not tested:
        return
    lenient = LENIENT if trial.dependencies == "lowest" else ()
    tests = ("-m", "pytest", "-q", "-m", "not browser", "-p", "no:cacheprovider", *lenient)
    done = run(python, *tests, *asked.arguments, folder=sources)
    trial.said = (done.stdout.strip().splitlines() or ["silent"])[-1]
    if done.returncode:
        failed = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
        trial.faults += failed or [done.stdout[-500:] + done.stderr[-500:]]


def compared(trials: Sequence[Trial]) -> None:
    """Note which outputs are other bytes than those of the first Python with the same versions."""
    for trial in trials:
        first = next(one for one in trials if one.dependencies == trial.dependencies)
        if trial.dependencies != "newest" and first.digests and trial.digests:
            other = [
                name for name in first.digests if first.digests[name] != trial.digests.get(name)
            ]
            if other:
                trial.faults.append(f"other bytes than with Python {first.version}: {other}")


def asked_for() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--python", action="append", default=[], metavar="INTERPRETER")
    parser.add_argument("--only", default=",".join(SUPPORTED), metavar="VERSIONS")
    parser.add_argument("--with", dest="sets", default="lowest,pinned,newest", metavar="SETS")
    parser.add_argument("--tests", default=",".join(SUPPORTED), metavar="VERSIONS")
    parser.add_argument("arguments", nargs="*", metavar="ARGUMENT", help="goes to pytest")
    asked = parser.parse_args()
    asked.sets = asked.sets.split(",")
    if unknown := set(asked.sets) - set(SETS):
        parser.error(f"there are {', '.join(SETS)}, and no {', '.join(sorted(unknown))}")
    return asked


def main() -> None:
    """Try each Python with each set of dependencies, and say what came of it."""
    asked = asked_for()
    found = interpreters(asked.python)
    missing = [version for version in SUPPORTED if version not in found]
    left_out = [version for version in found if version not in asked.only.split(",")]
    found = {version: command for version, command in found.items() if version not in left_out}
    passed_over = f"; not here: {', '.join(missing)}" if missing else ""
    passed_over += f"; left out: {', '.join(left_out)}" if left_out else ""
    say(f"Python {', '.join(found)}{passed_over}")
    trials = []
    with tempfile.TemporaryDirectory() as folder:
        package = packed(Path(folder))
        for version, command in found.items():
            for dependencies in asked.sets:
                trials.append(Trial(version, dependencies))
                tried(trials[-1], command, package, asked)
                say(str(trials[-1]))
    compared(trials)
    faults = [
        f"{trial.version} {trial.dependencies}: {f}" for trial in trials for f in trial.faults
    ]
    say("\n".join(["", *faults]))
    say(f"{len(trials)} trials, {len(faults)} faults{passed_over}")
    sys.exit(bool(faults) or not trials)


def say(text: str) -> None:
    """Say how far it has come; each trial takes minutes."""
    print(text, flush=True)  # noqa: T201 - a program


if __name__ == "__main__":
    main()
