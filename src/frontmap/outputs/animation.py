"""Animations: a frame for each day, longer where something changed, as GIF, WebP or MP4."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import accumulate
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from frontmap.chosen_days import days_of_animation, require_drawable
from frontmap.drawing.figure import EVERYTHING
from frontmap.drawing.layout import lay_out
from frontmap.drawing.legend import episode_keys, joined_keys
from frontmap.drawing.picture import PlacedDrawing, require_pixels, single
from frontmap.drawing.small_multiples import shared_extent
from frontmap.drawing.writers.typeface import lacking_letters
from frontmap.errors import RequestError, require_package
from frontmap.files import WrittenFile, counted, require_output, write_atomically
from frontmap.markup import escaped
from frontmap.outputs.still import height_for, lay_out_codes, still_style
from frontmap.telling.headings import subject_of, under_teller
from frontmap.telling.map_words import days_in_words
from frontmap.words import labelled, written_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from numpy.typing import NDArray
    from PIL import Image

    from frontmap.atlas import Atlas, Snapshot
    from frontmap.drawing.marks import Drawing
    from frontmap.drawing.picture import Picture

__all__ = ["frame_pictures", "frame_times", "write_animation"]

_ENDINGS = (".gif", ".webp", ".mp4")

#: How long a frame stays, in milliseconds: a day on which nothing changed, one on which something
#: did, and the last day, before the animation begins again.
_PLAIN, _CHANGED, _LAST = 450, 1600, 3000

#: The frames of a film in a second: as many as give each of these times exactly.
_RATE = 20
#: How high frames can be, by the ending: no player shows a higher film; WebP counts in 14 bits.
_HIGHEST = {".gif": 65_535, ".webp": 16_383, ".mp4": 4_096}

_LEAST, _MOST = 320, 2400
#: A GIF has at most so many colours and a transparent one. They are chosen among the most frequent
#: ones, and lie at least so far apart (squared, in steps of a channel).
_COLOURS = 255
_CANDIDATES = 20_000
_APART = 120
_FAR = 1_000_000


def write_animation(  # noqa: PLR0913 - all but what and where are options, by name
    atlas: Atlas,
    path: Path | str,
    *,
    days: Sequence[date] | None = None,
    language: str | None = None,
    width: int = 960,
    step: Callable[[], object] | None = None,
) -> WrittenFile:
    """Write a frame for each day, with the date on every one; it begins again at the end.

    All frames show the same extent and share one palette (GIF); WebP is written without loss. What
    is shown, and whose account, stands in the file, too: as a GIF's comment, a WebP's XMP, a film's
    title. The same atlas and options give the same bytes.

    Args:
        atlas: what to show; an account is headed as that account.
        path: the file; its ending (`.gif`, `.webp`, `.mp4`) says what it is.
        days: in the order in which they are to be shown; without them every day of the default
            episode.
        language: a tag of `frontmap.words.LANGUAGES`; without it the atlas's first.
        width: in pixels; an odd one becomes even.
        step: called after each frame.

    Raises:
        RequestError: there is no day, or more than a file can show; a day is outside every episode;
            the ending is none of the three; or the width cannot be used.
        MissingPackageError: resvg, Pillow or the font is not installed, or PyAV for MP4.
        FrontmapError: the file system refused.
    """
    path = Path(path)
    ending = require_output(path, "an animation", _ENDINGS, atlas.record.read_from)
    _require_packages(ending)
    from frontmap.drawing.writers.raster import paint_frame  # noqa: PLC0415 - resvg is an extra

    width = _even(width)
    if not _LEAST <= width <= _MOST:
        raise RequestError(f"a width of {_LEAST} to {_MOST} pixels is expected, not {width}")
    chosen = days_of_animation(atlas) if days is None else days
    if not chosen:
        raise RequestError("an animation needs at least one day")
    require_drawable(chosen)
    snapshots = [atlas.on(day) for day in chosen]
    pictures = frame_pictures(snapshots, width, atlas.output_language(language))
    require_pixels(pictures, width)
    _require_height(pictures[0], ending)
    frames = []
    for picture in pictures:
        frames.append(paint_frame(picture, width=width))
        if step is not None:
            step()
    times = frame_times([bool(snapshot.changes) for snapshot in snapshots])
    told = _told(snapshots, atlas.output_language(language))
    content = _WRITERS[ending](frames, times, told)
    write_atomically(path, content)
    measures = f"{counted(len(frames), 'frame')} of {width} × {frames[0].height}"
    return WrittenFile(path, measures, len(content), lacking_letters(pictures))


def _require_packages(ending: str) -> None:
    for package in ("resvg_py", "PIL"):
        require_package(package, extra="pictures", what="animations")
    if ending == ".mp4":
        require_package("av", extra="video", what="films")


def _require_height(frame: Picture, ending: str) -> None:
    """Refuse frames that are higher than a file of this kind can have them.

    Raises:
        RequestError: they are.
    """
    most = _HIGHEST[ending]
    if frame.height > most:
        raise RequestError(
            f"the frames of a {ending} are at most {most:,} pixels high, and not "
            f"{frame.height:,.0f}: they have long texts, or many parties"
        )


def frame_times(changed: Sequence[bool]) -> list[int]:
    """Return how long each frame stays, in milliseconds: longer on a day that changed something.

    The first frame stays as long as one of a change, and the last longest.
    """
    times = [_CHANGED if change else _PLAIN for change in changed]
    times[0], times[-1] = _CHANGED, _LAST
    return times


def frame_pictures(snapshots: Sequence[Snapshot], width: int, language: str) -> list[Picture]:
    """Lay out a frame for each day, all on one extent and of one size."""
    extent = shared_extent(snapshots)
    keys = joined_keys(episode_keys(one.atlas, one.episode) for one in snapshots)
    parts = replace(EVERYTHING, legend_keys=keys)
    style = still_style(width, language)
    # a heading of the day's own may be higher than that of the others
    height = _even(max(height_for(one, width, language, parts=parts) for one in snapshots))
    drawings = [
        lay_out(
            snapshot,
            width=width,
            height=height,
            language=language,
            extent=extent,
            parts=parts,
            style=style,
        )
        for snapshot in snapshots
    ]
    codes = _codes(drawings, snapshots[0])
    pictures = [single(drawing) for drawing in drawings]
    if codes is None:
        return pictures
    below = PlacedDrawing(codes, 0, height, name="codes")
    return [
        replace(picture, height=height + codes.height, placed=(*picture.placed, below))
        for picture in pictures
    ]


def _codes(drawings: Sequence[Drawing], snapshot: Snapshot) -> Drawing | None:
    """Lay out the short codes of every frame once, where the legend of one lacks room for them."""
    if all(not drawing.coded or drawing.explains_codes for drawing in drawings):
        return None
    coded = {area for drawing in drawings for area, _ in drawing.coded}
    return lay_out_codes(drawings[0], [a for a in snapshot.atlas.areas if a in coded], snapshot)


def _even(length: float) -> int:
    """Return a length that H.264 can have: a whole and even one."""
    return 2 * ceil(length / 2)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a file says of itself: what it shows, in one line and in some sentences."""

    title: str
    about: str

    @property
    def comment(self) -> bytes:
        """Both as the comment of a GIF."""
        return f"{self.title}\n{self.about}".encode()

    @property
    def xmp(self) -> bytes:
        """Both as a packet of XMP, in which a WebP says what it is."""
        return (
            '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
            '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{_any_language(self.title)}</dc:title>"
            f"<dc:description>{_any_language(self.about)}</dc:description>"
            "</rdf:Description></rdf:RDF></x:xmpmeta>"
        ).encode()


def _any_language(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escaped(text)}</rdf:li></rdf:Alt>'


def _told(snapshots: Sequence[Snapshot], language: str) -> _Told:
    """Say which episodes and days are shown, whose account it is, and how it begins and ends."""
    ends = [snapshots[0], *snapshots[1:][-1:]]
    episodes = subject_of(snapshots).to(language)
    days = " – ".join(written_day(snapshot.day, language) for snapshot in ends)
    title = under_teller(snapshots[0].atlas, labelled(episodes, days, language), language)
    return _Told(title, days_in_words(ends, language))


def _gif(frames: Sequence[Image.Image], times: Sequence[int], told: _Told) -> bytes:
    # each frame is packed twice, for all at once take ten times the memory
    palette = _palette(map(_packed, frames))
    flat = [_indexed(_packed(frame), palette) for frame in frames]
    stream = io.BytesIO()
    flat[0].save(
        stream,
        "GIF",
        save_all=True,
        append_images=flat[1:],
        duration=list(times),
        loop=0,
        comment=told.comment,
        # Given here, the palette is written once; else Pillow writes one for each frame.
        palette=_bytes(palette),
        # What does not change from frame to frame is transparent.
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


def _palette(frames: Iterable[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Return the colours that all frames share, the most frequent first.

    Fills are the most frequent and are kept exactly, so that a party has one colour on every
    frame. The many mixed colours of smoothed edges are taken only where they differ clearly.
    """
    colours = counts = np.empty(0, dtype=np.int64)
    for frame in frames:
        found, times = np.unique(frame, return_counts=True)
        colours, place = np.unique(np.concatenate((colours, found)), return_inverse=True)
        summed = np.zeros(len(colours), dtype=np.int64)
        np.add.at(summed, place, np.concatenate((counts, times)))
        counts = summed
    order = np.lexsort((colours, -counts))
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
    # |a - b|² = |a|² - 2ab + |b|²; the first term does not tell which b is nearest.
    nearest = ((inks**2).sum(axis=1) - 2 * channels @ inks.T).argmin(axis=1)
    from PIL import Image  # noqa: PLC0415 - an extra

    image = Image.fromarray(nearest[where].reshape(packed.shape).astype(np.uint8), "P")
    image.putpalette(_bytes(palette))
    return image


def _bytes(palette: NDArray[np.int64]) -> bytes:
    """Return a palette as it is written: full, and without a colour that stands in it twice."""
    taken = set(palette.tolist())
    unused = [packed for packed in range(2 * (_COLOURS + 1)) if packed not in taken]
    full = [*palette.tolist(), *unused][: _COLOURS + 1]
    return _channels(np.array(full, dtype=np.int64)).astype(np.uint8).tobytes()


def _webp(frames: Sequence[Image.Image], times: Sequence[int], told: _Told) -> bytes:
    stream = io.BytesIO()
    frames[0].save(
        stream,
        "WEBP",
        save_all=True,
        append_images=frames[1:],
        duration=list(times),
        loop=0,
        xmp=told.xmp,
        lossless=True,
        quality=60,
        method=4,
    )
    return stream.getvalue()


def _mp4(frames: Sequence[Image.Image], times: Sequence[int], told: _Told) -> bytes:
    """Return a film in H.264, which plays in slides and messengers; it does not begin again.

    One thread, and no time of writing: so the same frames give the same bytes.
    """
    import av  # noqa: PLC0415 - an extra

    stream = io.BytesIO()
    with av.open(stream, "w", format="mp4", options={"fflags": "+bitexact"}) as film:
        film.metadata.update(title=told.title, comment=told.about)
        track = film.add_stream("libx264", rate=_RATE)
        track.width, track.height = frames[0].size
        track.pix_fmt = "yuv420p"
        track.codec_context.thread_count = 1
        # frames that are told out of their order would lose the time of the last one
        track.codec_context.max_b_frames = 0
        track.options = {"crf": "18", "preset": "medium", "tune": "animation"}
        track.codec_context.time_base = Fraction(1, _RATE)
        ends = list(accumulate(time * _RATE // 1000 for time in times))
        # how long the last frame is shown is told by one more, just before the end
        shown = [*zip((0, *ends), frames, strict=False), (ends[-1] - 1, frames[-1])]
        for number, frame in shown:
            picture = av.VideoFrame.from_ndarray(np.asarray(frame), format="rgb24")
            picture.pts = number
            film.mux(track.encode(picture))
        film.mux(track.encode(None))
    return stream.getvalue()


_WRITERS = {".gif": _gif, ".webp": _webp, ".mp4": _mp4}
