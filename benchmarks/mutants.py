"""Measure how much the tests notice: change one thing in a module, and run its tests.

    python benchmarks/mutants.py [--count 60] [--seed 1] [MODULE…]

A mutant is a module with one change: another operator or number, a condition turned round, a result
or a statement left out. A test run that fails has killed it. A survivor is printed with its line:
either a test is missing, or the change makes no difference.

mutmut and cosmic-ray, the kept tools, test every mutant with one and the same test command and
draw no sample; here a seed draws one, and each mutant meets only the tests of its own package.
"""

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from queue import Queue
from subprocess import PIPE

TOP = Path(__file__).resolve().parents[1]
SOURCE = Path("src/frontmap")
MODULES = [
    *("control.timeline", "control.evidence", "control.account", "control.findings", "days"),
    *("front.frontline", "ground.topology", "importing.written_dates", "page.payload"),
]
PROCESSES = 2
LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "build", "browser", "node_modules")

COMPARISONS = {
    ast.Eq: "!=", ast.NotEq: "==", ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">",
    ast.Is: "is not", ast.IsNot: "is", ast.In: "not in", ast.NotIn: "in",
}  # fmt: skip
OPERATORS = {
    ast.Add: "-", ast.Sub: "+", ast.Mult: "/", ast.Div: "*", ast.FloorDiv: "*", ast.Mod: "*",
    ast.BitAnd: "|", ast.BitOr: "&",
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """One change of a module: its bytes from `first` to `last` become `text`."""

    file: Path
    first: int
    last: int
    text: str

    def source(self) -> bytes:
        """Return the module's source with the change made."""
        original = (TOP / self.file).read_bytes()
        return original[: self.first] + self.text.encode() + original[self.last :]

    def __str__(self) -> str:
        """Say where it is, its line, and what becomes what."""
        original = (TOP / self.file).read_bytes()
        number = original.count(b"\n", 0, self.first)
        line, old = original.splitlines()[number], original[self.first : self.last]
        change = f"{old.decode().strip()} -> {self.text.strip()}"
        return f"{self.file.as_posix()}:{number + 1}  {change}\n    {line.decode().strip()}"


class Finder:
    """Finds every change that can be made to one module, whose path is within the project."""

    def __init__(self, file: Path) -> None:
        """Read the module and go through it."""
        self.file, self.source = file, (TOP / file).read_bytes()
        self.starts = [0, *accumulate(map(len, self.source.splitlines(keepends=True)))]
        self.found: list[Mutant] = []
        self.visit(ast.parse(self.source))

    def place(self, node: ast.AST) -> tuple[int, int]:
        """Return where a node begins and ends, in bytes."""
        first = self.starts[node.lineno - 1] + node.col_offset
        return first, self.starts[node.end_lineno - 1] + node.end_col_offset

    def replace(self, node: ast.AST, text: str) -> None:
        """Note another text in the place of a node."""
        self.found.append(Mutant(self.file, *self.place(node), text))

    def between(self, left: ast.AST, right: ast.AST, text: str) -> None:
        """Note another operator between two expressions on one line, without brackets between."""
        first, last = self.place(left)[1], self.place(right)[0]
        if not set(self.source[first:last]) & set(b"()#\n"):
            self.found.append(Mutant(self.file, first, last, f" {text} "))

    def visit(self, node: ast.AST) -> None:
        """Note the changes of a node, and then those of what it holds."""
        self.change_operator(node)
        self.change_value(node)
        # types are never run; and Python 3.11 does not say where the parts of an f-string are
        left_alone = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        for child in () if isinstance(node, ast.JoinedStr) else ast.iter_child_nodes(node):
            if child not in left_alone:
                self.visit(child)

    def change_operator(self, node: ast.AST) -> None:
        """Turn `<` into `<=`, `+` into `-`, `and` into `or`, and so on."""
        match node:
            case ast.Compare(left=left, ops=ops, comparators=others):
                for (one, other), op in zip(pairwise([left, *others]), ops, strict=True):
                    self.between(one, other, COMPARISONS[type(op)])
            case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATORS:
                self.between(left, right, OPERATORS[type(op)])
            case ast.BoolOp(op=op, values=values):
                for one, other in pairwise(values):
                    self.between(one, other, "or" if isinstance(op, ast.And) else "and")

    def change_value(self, node: ast.AST) -> None:
        """Turn a truth or a condition round, add one to a number, leave things out."""
        match node:
            case ast.Expr(value=ast.Call() | ast.Yield()) | ast.AugAssign() | ast.Raise():
                self.replace(node, "pass")
            case ast.Constant(value=bool() as value):
                self.replace(node, str(not value))
            case ast.Constant(value=int() | float() as value):
                self.replace(node, repr(value + 1))
            case ast.If(test=test) | ast.IfExp(test=test) if "TYPE_CHECKING" not in ast.dump(test):
                self.replace(test, f"(not ({ast.unparse(test)}))")
            case ast.Return(value=ast.expr() as value) if ast.unparse(value) != "None":
                self.replace(value, "None")


def files_of(module: str) -> list[Path]:
    """Return the file of a module, or those of every module of a package."""
    path = SOURCE / module.replace(".", "/")
    return sorted(p.relative_to(TOP) for p in (TOP / path).rglob("*.py")) or [Path(f"{path}.py")]


def tests_of(file: Path) -> str:
    """Return the tests that a mutant meets: its package's folder, or its own file at the top."""
    package, *inside = file.relative_to(SOURCE).parts
    return f"tests/{package}" if inside else f"tests/test_{package}"


def passes(tests: str, folder: Path, out: int | None = PIPE) -> bool:
    """Run tests in a copy of the project; return whether they passed in time."""
    # without bytecode, since two mutants of one second and length would share it
    env = os.environ | {"PYTHONPATH": str(folder / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", tests]
    with suppress(subprocess.TimeoutExpired):
        ended = subprocess.run(command, cwd=folder, env=env, timeout=300, stdout=out, check=False)
        if ended.returncode not in {0, 1, 2}:  # neither passed, failed nor broken by the mutant
            raise SystemExit(f"{' '.join(command)}\n{ended.stdout}")
        return ended.returncode == 0
    return False


def survivors(sample: list[Mutant]) -> list[Mutant]:
    """Return the mutants of a sample that no test killed."""
    with tempfile.TemporaryDirectory() as holder, ThreadPoolExecutor(PROCESSES) as pool:
        folders: Queue[Path] = Queue()
        for number in range(PROCESSES):
            folders.put(shutil.copytree(TOP, Path(holder) / str(number), ignore=LEFT_OUT))

        def survives(mutant: Mutant) -> bool:
            folder = folders.get()
            try:
                (folder / mutant.file).write_bytes(mutant.source())
                return passes(tests_of(mutant.file), folder)
            finally:
                shutil.copyfile(TOP / mutant.file, folder / mutant.file)
                folders.put(folder)

        for tests in sorted({tests_of(mutant.file) for mutant in sample}):
            if not passes(tests, Path(holder) / "0", None):
                raise SystemExit(f"{tests} fail without a mutant")
        alive = pool.map(survives, sample)
        return [mutant for mutant, lives in zip(sample, alive, strict=True) if lives]


def main() -> None:
    """Draw the sample, try each mutant, and print the survivors."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("modules", nargs="*", default=MODULES, help="such as days or control")
    parser.add_argument("--count", type=int, default=60, help="how many mutants")
    parser.add_argument("--seed", type=int, default=1, help="which sample")
    chosen = parser.parse_args()
    mutants = [m for name in chosen.modules for file in files_of(name) for m in Finder(file).found]
    random.seed(chosen.seed)
    sample = random.sample(mutants, min(chosen.count, len(mutants)))
    left = survivors(sample)
    print(f"{len(sample) - len(left)} of {len(sample)} killed; {len(mutants)} mutants are possible")
    for mutant in sorted(left, key=lambda m: (m.file, m.first)):
        print(mutant)


if __name__ == "__main__":
    main()
