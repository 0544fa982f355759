"""A payload as text that can stand in a page, and back."""

from __future__ import annotations

import base64
import json
import zlib
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

import zopfli.zlib

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


__all__ = ["Json", "from_text", "to_text"]

#: The first bytes of a zlib stream, an empty last block, and how far back a match may lie.
_ZLIB, _LAST_BLOCK, _WINDOW = b"\x78\xda", b"\x03\x00", 32_768
#: A payload of up to so many bytes is packed by a search, which takes a second for each million.
_WORTH_A_SEARCH = 1_000_000
#: The keys whose values are nearly all numbers; they are most of a large atlas's payload.
_NUMBERS = frozenset({"borders", "areas", "accounts", "events"})
Json: TypeAlias = "Mapping[str, Json] | Sequence[Json] | str | int | float | bool | None"


def to_text(payload: Mapping[str, Json]) -> str:
    """Write a payload as text that can stand in a page: JSON in UTF-8, zlib (RFC 1950), Base64.

    Every browser since 2023 opens it by itself (`DecompressionStream`), and nothing in it can be
    taken for markup. A small payload, which is mostly texts, is packed by zopfli, 7 % smaller than
    by zlib; a large one in parts by zlib. The bytes of the latter are those of zlib's own deflate;
    another library that stands in for it (zlib-ng) may write others of the same meaning.
    """
    whole = _json(payload).encode("utf-8")
    if len(whole) <= _WORTH_A_SEARCH:
        packed: bytes = zopfli.zlib.compress(whole, numiterations=5)
        return base64.b64encode(packed).decode("ascii")
    return base64.b64encode(_in_parts(payload)).decode("ascii")


def _in_parts(payload: Mapping[str, Json]) -> bytes:
    """Return the zlib stream of a large payload, its numbers and its texts each in their way."""
    stream, checksum, before = bytearray(_ZLIB), zlib.adler32(b""), b""
    for numbers, part in _parts(payload):
        # texts repeat at length, which is worth a search; what repeats in numbers is short
        level, strategy = (4, zlib.Z_FILTERED) if numbers else (9, zlib.Z_DEFAULT_STRATEGY)
        deflate = zlib.compressobj(
            level, zlib.DEFLATED, -zlib.MAX_WBITS, strategy=strategy, zdict=before
        )
        stream += deflate.compress(part) + deflate.flush(zlib.Z_SYNC_FLUSH)
        checksum = zlib.adler32(part, checksum)
        before = (before + part)[-_WINDOW:]
    stream += _LAST_BLOCK + checksum.to_bytes(4, "big")
    return bytes(stream)


def _parts(payload: Mapping[str, Json]) -> Iterator[tuple[bool, bytes]]:
    """Yield a payload's JSON in parts, and whether each is one of numbers."""
    begin = "{"
    for numbers, keys in groupby(payload, key=_NUMBERS.__contains__):
        part = ""
        for key in keys:
            part += f'{begin}"{key}":{_json(payload[key])}'
            begin = ","
        yield numbers, part.encode("utf-8")
    yield False, b"}"


def _json(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def from_text(text: str) -> Json:
    """Read what `to_text` wrote."""
    payload: Json = json.loads(zlib.decompress(base64.b64decode(text)))
    return payload
