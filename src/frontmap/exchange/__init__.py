"""An atlas as files for other programs: GIS, globes, spreadsheets, archives.

The ending of the file's name says which.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from frontmap.errors import require_package
from frontmap.exchange.formats import endings, format_of
from frontmap.files import WrittenFile, require_output, write_parts_atomically

if TYPE_CHECKING:
    from frontmap.atlas import Atlas

__all__ = ["ENDINGS", "write_export"]

#: What a file's name may end with.
ENDINGS = endings()


def write_export(atlas: Atlas, path: Path | str, *, folder: Path | None = None) -> WrittenFile:
    """Write an atlas for other programs, whole or not at all.

    Args:
        atlas: what is written.
        path: the file; its ending is one of `ENDINGS`. A data package must be written into the
            folder of the atlas whose tables it describes.
        folder: the atlas's folder, which a data package needs.

    Returns:
        What was written.

    Raises:
        FrontmapError: the file system refused.
        MissingPackageError: the format needs a package that is not installed.
        RequestError: the ending is unknown, or the folder is not that of the data package.
    """
    path = Path(path)
    form = format_of(require_output(path, "an export", ENDINGS, atlas.record.read_from))
    if form.package:
        require_package(form.package, extra=form.extra, what=f"{form.title} files")
    parts = form.parts(atlas, folder, path) if form.describes_folder else form.parts(atlas)
    return WrittenFile(path, form.title, write_parts_atomically(path, parts))
