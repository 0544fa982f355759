"""A payload as text that can stand in a page, and back."""

from __future__ import annotations

import base64
import bz2
import json
import zlib
from itertools import groupby, product
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


__all__ = ["Json", "from_text", "is_small", "to_text"]

#: The first bytes of a zlib stream, an empty last block, and how far back a match may lie.
_ZLIB, _LAST_BLOCK, _WINDOW = b"\x78\xda", b"\x03\x00", 32_768
#: A payload of up to so many bytes is mostly texts.
_SMALL = 1_000_000
#: The 91 printable letters that mean nothing in markup. Two of them say 13 bits, which takes a
#: hundredth less room than Base85.
_LETTERS = "".join(map(chr, range(33, 127))).translate(dict.fromkeys(map(ord, "<>&")))
_PAIRS = ["".join(pair) for pair in product(_LETTERS, repeat=2)]
_BITS = 13
#: The keys whose values are nearly all numbers; they are most of a large atlas's payload.
_NUMBERS = frozenset({"borders", "areas", "accounts", "events"})
Json: TypeAlias = "Mapping[str, Json] | Sequence[Json] | str | int | float | bool | None"


def to_text(payload: Mapping[str, Json]) -> str:
    """Write a payload as text that can stand in a page; nothing in it can be taken for markup.

    A small one is JSON in UTF-8, bzip2, Base91 (`_pairs`), which `state/bunzip.mjs` opens: mostly
    texts, it is a fifth smaller than deflated. A large one is deflated (zlib, RFC 1950) in parts
    and written in Base64, because browsers open that by themselves and fast (`state/inflate.mjs`).
    The bytes of the latter are those of zlib's own deflate; another library that stands in for it
    (zlib-ng) may write others of the same meaning.
    """
    whole = _json(payload).encode("utf-8")
    if len(whole) > _SMALL:
        return base64.b64encode(_in_parts(payload)).decode("ascii")
    return _pairs(bz2.compress(whole))


def _pairs(packed: bytes) -> str:
    """Write bytes as pairs of letters, 13 bits in each, the highest first."""
    bits = f"{int.from_bytes(packed, 'big'):0{8 * len(packed)}b}"
    bits += "0" * (-len(bits) % _BITS)
    return "".join(_PAIRS[int(bits[at : at + _BITS], 2)] for at in range(0, len(bits), _BITS))


def _bytes_of(pairs: str) -> bytes:
    """Read what `_pairs` wrote; there may be an empty byte behind it."""
    numbers = {pair: f"{number:0{_BITS}b}" for number, pair in enumerate(_PAIRS)}
    bits = "".join(numbers[pairs[at : at + 2]] for at in range(0, len(pairs), 2))
    count = len(bits) // 8
    return int(bits[: 8 * count], 2).to_bytes(count, "big")


#: What every bzip2 stream begins with, and so the text of every small payload.
_BZIP2 = _pairs(b"BZh")[:2]


def is_small(text: str) -> bool:
    """Tell whether `to_text` wrote a small payload."""
    return text.startswith(_BZIP2)


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
    if is_small(text):
        whole = bz2.decompress(_bytes_of(text))
    else:
        whole = zlib.decompress(base64.b64decode(text))
    payload: Json = json.loads(whole)
    return payload
