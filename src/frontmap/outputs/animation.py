"""Animations: a frame for each day, longer where something changed, as GIF or WebP."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from frontmap.drawing.layout import lay_out
from frontmap.drawing.picture import Placed, single
from frontmap.drawing.small_multiples import shared_extent
from frontmap.drawing.writers.painter import lacking_letters, paint_pixels
from frontmap.errors import FrontmapError, RequestError
from frontmap.files import WrittenFile, counted, require_ending, write_atomically
from frontmap.outputs.still import explains_codes, height_for, lay_out_codes

try:
    from PIL import Image
except ImportError as reason:  # pragma: no cover - matplotlib brings it
    raise FrontmapError("animations need Pillow: pip install matplotlib pillow") from reason

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from frontmap.atlas import Atlas, Snapshot
    from frontmap.drawing.marks import Drawing
    from frontmap.drawing.picture import Picture

__all__ = ["FORMATS", "write_animation"]

FORMATS = (".gif", ".webp")

#: How long a day stays, in milliseconds: one on which nothing changed, one on which something did,
#: and the last, on which the eye rests before it begins again.
_PLAIN, _CHANGED, _LAST = 450, 1600, 3000

_LEAST, _MOST = 320, 2400
#: A GIF has so many colours at most, and one that is see-through; they are chosen among the most
#: frequent ones, and lie at least so far apart (squared, in steps of a channel).
_COLOURS = 255
_CANDIDATES = 20_000
_APART = 120
_FAR = 1_000_000


def write_animation(  # noqa: PLR0913 - all but what and where are options, by name
    atlas: Atlas,
    days: Sequence[date],
    path: Path | str,
    *,
    width: int = 960,
    language: str = "en",
    step: Callable[[], object] | None = None,
) -> WrittenFile:
    """Write a frame for each day, with the date on every one; it begins again at the end.

    All frames show the same extent and share one palette (GIF); WebP is written without loss. The
    same atlas and options give the same bytes.

    Args:
        atlas: what to show; an account is headed as that account.
        days: in the order in which they are to be shown.
        path: the file; its ending (`.gif`, `.webp`) says what it is.
        width: in pixels.
        language: `en` or `ar`.
        step: called after each frame.

    Raises:
        RequestError: there is no day, a day is outside every episode, the ending is neither of
            the two, or the width cannot be used.
        FrontmapError: matplotlib or Pillow is not installed, or the file system refused.
    """
    path = Path(path)
    ending = require_ending(path, "an animation", FORMATS)
    if not _LEAST <= width <= _MOST:
        raise RequestError(f"a width of {_LEAST} to {_MOST} pixels is expected, not {width}")
    if not days:
        raise RequestError("an animation needs at least one day")
    snapshots = [atlas.on(day) for day in days]
    pictures = _pictures(snapshots, width, language)
    frames = []
    for picture in pictures:
        pixels, size = paint_pixels(picture, width=width)
        frames.append(Image.frombytes("RGBA", size, pixels).convert("RGB"))
        if step is not None:
            step()
    times = [_CHANGED if snapshot.changes else _PLAIN for snapshot in snapshots]
    times[0], times[-1] = _CHANGED, _LAST
    content = _gif(frames, times) if ending == ".gif" else _webp(frames, times)
    write_atomically(path, content)
    measures = f"{counted(len(frames), 'frame')} of {width} × {frames[0].height}"
    return WrittenFile(path, measures, len(content), lacking_letters(pictures))


def _pictures(snapshots: Sequence[Snapshot], width: int, language: str) -> list[Picture]:
    """Lay out a frame for each day, all on one extent and of one size."""
    extent = shared_extent(snapshots)
    height = max(height_for(snapshot, width, language) for snapshot in _of_each_episode(snapshots))
    drawings = [
        lay_out(snapshot, width=width, height=height, language=language, extent=extent)
        for snapshot in snapshots
    ]
    strip = _codes(drawings, snapshots[0])
    pictures = [single(drawing) for drawing in drawings]
    if strip is None:
        return pictures
    below = Placed(strip, 0, height, name="codes")
    return [
        replace(picture, height=height + strip.height, placed=(*picture.placed, below))
        for picture in pictures
    ]


def _codes(drawings: Sequence[Drawing], snapshot: Snapshot) -> Drawing | None:
    """Lay out the short names of every frame once, where the legend of one lacks room for them."""
    if all(not drawing.coded or explains_codes(drawing) for drawing in drawings):
        return None
    coded = {area for drawing in drawings for area, _ in drawing.coded}
    return lay_out_codes(drawings[0], [a for a in snapshot.atlas.areas if a in coded], snapshot)


def _of_each_episode(snapshots: Sequence[Snapshot]) -> list[Snapshot]:
    """Return a day of each episode: the room beside a map differs with nothing else."""
    return list({snapshot.episode.id: snapshot for snapshot in snapshots}.values())


def _gif(frames: Sequence[Image.Image], times: Sequence[int]) -> bytes:
    pixels = [_packed(frame) for frame in frames]
    palette = _palette(pixels)
    flat = [_indexed(packed, palette) for packed in pixels]
    stream = io.BytesIO()
    flat[0].save(
        stream,
        "GIF",
        save_all=True,
        append_images=flat[1:],
        duration=list(times),
        loop=0,
        # Named here, the palette is written once; else Pillow writes one for each frame.
        palette=_bytes(palette),
        # What does not change from frame to frame is see-through.
        optimize=True,
        transparency=_COLOURS,
        disposal=1,
    )
    return stream.getvalue()


def _packed(frame: Image.Image) -> NDArray[np.int64]:
    """Return a frame's colours as one number each, row by row."""
    channels = np.asarray(frame, dtype=np.int64)
    packed: NDArray[np.int64] = (
        (channels[..., 0] << 16) | (channels[..., 1] << 8) | channels[..., 2]
    )
    return packed


def _channels(packed: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.stack([(packed >> 16) & 255, (packed >> 8) & 255, packed & 255], axis=-1)


def _palette(frames: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Return the colours that all frames share, the most frequent first.

    Fills are the most frequent and are kept exactly, so that a party has one colour on every
    frame; the many in-betweens of smoothed edges must differ clearly to be taken.
    """
    colours, inverse_counts = np.unique(np.concatenate(frames), return_counts=True)
    order = np.lexsort((colours, -inverse_counts))
    candidates = colours[order][:_CANDIDATES]
    channels = _channels(candidates)
    chosen: list[int] = []
    distance = np.full(len(candidates), _FAR)
    for number in range(len(candidates)):
        if distance[number] > _APART:
            chosen.append(number)
            distance = np.minimum(distance, ((channels - channels[number]) ** 2).sum(axis=1))
            if len(chosen) == _COLOURS:
                break
    return candidates[chosen]


def _indexed(packed: NDArray[np.int64], palette: NDArray[np.int64]) -> Image.Image:
    """Return a frame in the palette's colours, each pixel in the nearest; nothing is dithered."""
    colours, where = np.unique(packed, return_inverse=True)
    channels, inks = _channels(colours), _channels(palette)
    # |a - b|² = |a|² - 2ab + |b|²; the first term does not tell which b is nearest
    nearest = ((inks**2).sum(axis=1) - 2 * channels @ inks.T).argmin(axis=1)
    image = Image.fromarray(nearest[where].reshape(packed.shape).astype(np.uint8), "P")
    image.putpalette(_bytes(palette))
    return image


def _bytes(palette: NDArray[np.int64]) -> bytes:
    """Return a palette as it is written: full, and without a colour that stands in it twice."""
    taken = set(palette.tolist())
    unused = [packed for packed in range(2 * (_COLOURS + 1)) if packed not in taken]
    full = [*palette.tolist(), *unused][: _COLOURS + 1]
    return _channels(np.array(full, dtype=np.int64)).astype(np.uint8).tobytes()


def _webp(frames: Sequence[Image.Image], times: Sequence[int]) -> bytes:
    stream = io.BytesIO()
    frames[0].save(
        stream,
        "WEBP",
        save_all=True,
        append_images=frames[1:],
        duration=list(times),
        loop=0,
        lossless=True,
        quality=60,
        method=4,
    )
    return stream.getvalue()
