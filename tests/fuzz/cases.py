"""An input: files, and the commands that are run on them one after the other."""

from __future__ import annotations

import base64
import json
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["DAY", "Case", "read_case"]

#: In a command, the first day of the atlas: of the daily table that a command before it wrote.
DAY = "{day}"


@dataclass(frozen=True, slots=True)
class Case:
    """One input.

    Attributes:
        target: which part of frontmap it is for.
        files: the content of each file, by its path in an empty folder.
        commands: the arguments of each command, which is run in that folder; after one that is
            refused, no other is run.
        must: the commands from this number on have to succeed once those before it have: what
            an atlas that `check` accepts is written as, for example.
        about: what it is about, for a reader.
        ends: how each command ends, as in `Outcome.ends`, where that is known.
    """

    target: str
    files: Mapping[str, bytes]
    commands: tuple[tuple[str, ...], ...]
    must: int
    about: str = ""
    ends: tuple[str, ...] = ()

    def write(self, folder: Path) -> None:
        """Write the files into a folder."""
        for name, content in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    def to_json(self) -> str:
        """Return it as text, of which `read_case` makes the same."""
        data = {
            "about": self.about,
            "target": self.target,
            "commands": self.commands,
            "must": self.must,
            "ends": self.ends,
            "files": {name: _written(content) for name, content in self.files.items()},
        }
        return json.dumps(data, indent=1) + "\n"

    def shell(self) -> str:
        """Return the commands as a person types them in the folder of the files."""
        lines = [shlex.join(["frontmap", *command]) for command in self.commands]
        return "\n".join(lines).encode("ascii", "backslashreplace").decode()


def read_case(path: Path) -> Case:
    """Read what `Case.to_json` wrote."""
    data: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return Case(
        target=data["target"],
        files={name: _read(content) for name, content in data["files"].items()},
        commands=tuple(map(tuple, data["commands"])),
        must=data["must"],
        about=data["about"],
        ends=tuple(data.get("ends", ())),
    )


def _written(content: bytes) -> object:
    try:
        return content.decode()
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(content).decode()}


def _read(content: Any) -> bytes:  # noqa: ANN401 - a value of JSON
    return content.encode() if isinstance(content, str) else base64.b64decode(content["base64"])
