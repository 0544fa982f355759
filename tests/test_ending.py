"""How the command ends when it is stopped, or when nobody reads what it says."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "frontmap"]
pytestmark = pytest.mark.skipif(
    os.name == "nt", reason="Windows has other signals and no such pipes"
)


def in_shell(line: str, tiny: Path) -> subprocess.CompletedProcess[str]:
    """Run a line in which `$FM` is the command."""
    return subprocess.run(
        ["/bin/sh", "-c", line], capture_output=True, text=True, check=False, cwd=tiny.parent,
        env={**os.environ, "FM": " ".join(COMMAND)},
    )  # fmt: skip


#: A shell has what it begins in the background ignore Ctrl-C, and `nohup` that a terminal closes.
HEEDED = (
    "import signal\n"
    "for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):\n"
    "    signal.signal(one, signal.SIG_DFL)\n"
)
STOPPED = (
    "import os, signal, sys\n"
    "from frontmap import ending\n"
    "ending.on_stop(lambda: print('tidied', flush=True))\n"
    "ending.end_in_one_line()\n"
)


@pytest.mark.parametrize(("name", "status"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_signal_ends_it_tidied_in_one_line_and_with_its_status(name: str, status: int) -> None:
    code = (
        f"{HEEDED}{STOPPED}try:\n    os.kill(os.getpid(), signal.{name})\n    pass\n"
        "except BaseException: print('lost')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert f"frontmap: stopped by {name}; no file is left half-written\n" == done.stderr
    assert (status, "tidied\n") == (done.returncode, done.stdout)


def test_a_signal_waits_where_several_files_change_together() -> None:
    code = (
        f"{HEEDED}{STOPPED}with ending.unstopped():\n    with ending.unstopped():\n"
        "        os.kill(os.getpid(), signal.SIGTERM)\n    print('all', flush=True)\n"
        "print('never')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (143, "all\ntidied\n") == (done.returncode, done.stdout)


def test_a_signal_that_was_ignored_before_stays_ignored() -> None:
    code = (
        "import os, signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        f"{STOPPED}os.kill(os.getpid(), signal.SIGINT)\nprint('done')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (0, "done\n", "") == (done.returncode, done.stdout, done.stderr)


def test_it_is_stopped_in_one_line_while_modules_are_imported(tiny: Path) -> None:
    """The signal comes when the first module of typer is looked for."""
    code = (
        f"{HEEDED}import os, sys\n"
        "class Finder:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'typer':\n            os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Finder())\n"
        f"sys.argv = ['frontmap', 'check', {str(tiny)!r}]\n"
        "from frontmap.__main__ import main\nmain()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    said = "frontmap: stopped by SIGINT; no file is left half-written\n"
    assert (130, said) == (done.returncode, done.stderr)


@pytest.mark.parametrize(
    ("line", "status", "said"),
    [
        ("$FM table --atlas tiny >&-", 0, ""),
        ("$FM check tiny 2>&-", 0, ""),
        ("$FM check tiny 2>/dev/full", 1, ""),
        ("$FM show 2001-01-02 --atlas tiny >/dev/full", 1,
         "frontmap: the file system refused: [Errno 28] No space left on device\n"),
        ("$FM --help >/dev/full", 1,
         "frontmap: the file system refused: [Errno 28] No space left on device\n"),
    ],
)  # fmt: skip
def test_an_output_that_is_closed_or_full_ends_it_without_a_traceback(
    line: str, status: int, said: str, tiny: Path
) -> None:
    if "/dev/full" in line and not Path("/dev/full").exists():
        pytest.skip("only Linux has a full device")
    done = in_shell(line, tiny)
    assert (status, said) == (done.returncode, done.stderr)


@pytest.mark.parametrize("line", ["$FM check tiny", "$FM why north 2001-01-02 --atlas tiny"])
def test_a_reader_who_leaves_standard_error_or_output_gets_no_complaint(
    line: str, tiny: Path
) -> None:
    """The pipe is closed before anything is written, so the reader has left for certain."""
    reader, writer = os.pipe()
    os.close(reader)
    words = line.replace("$FM ", "").split()
    done = subprocess.run(
        [*COMMAND, *words], stdout=writer, stderr=writer, cwd=tiny.parent, check=False
    )
    os.close(writer)
    assert 1 == done.returncode


def test_a_closed_output_s_number_is_not_given_to_a_file_that_is_written(
    tiny: Path, tmp_path: Path
) -> None:
    done = in_shell(f"$FM export {tmp_path}/a.csv --atlas tiny >&- 2>&-", tiny)
    whole = in_shell(f"$FM export {tmp_path}/b.csv --atlas tiny", tiny)
    assert (0, 0) == (done.returncode, whole.returncode)
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_the_script_of_the_command_settles_it_before_anything_is_imported() -> None:
    code = (
        "import sys\nbefore = set(sys.modules)\nimport frontmap.__main__\n"
        "print(sorted(name for name in set(sys.modules) - before if 'frontmap' in name))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "['frontmap', 'frontmap.__main__', 'frontmap.ending']\n" == done.stdout
