"""What a finished page may do: its Content-Security-Policy, and a check that it asks for nothing.

Content Security Policy Level 3, W3C, https://www.w3.org/TR/CSP3/: scripts and styles are allowed
by the SHA-256 of their text, so that a changed or an added one does not run.
"""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

from frontmap.errors import RequestError

__all__ = ["content_security_policy", "requests_of", "tile_host"]

_LOADING_TAGS = frozenset({"link", "iframe", "frame", "object", "embed", "base", "audio", "video"})
_LOADING_ATTRIBUTES = frozenset({"src", "srcset", "data", "poster", "background", "action"})
_STYLE_REQUEST = re.compile(r"@import|url\(\s*[\"']?(?!#|data:)", re.IGNORECASE)
_DATA_TYPES = frozenset({"text/plain"})
#: A scheme, a host (for `{s}`, one of several) with a port perhaps, and a path in plain letters;
#: what stands in braces is looked at apart.
_TEMPLATE = re.compile(
    r"(?P<scheme>https?)://(?P<host>(?:\{s\}\.)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?)"
    r"/(?P<path>[a-z0-9._~!$&()*+,;=:@%/?{}-]+)",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\{([^{}]*)\}")
_NEEDED, _KNOWN = frozenset({"z", "x", "y"}), frozenset({"z", "x", "y", "s", "r"})


class _Page(HTMLParser):
    """The scripts and styles of a page, and what in its markup would load something."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self.requests: list[str] = []
        self._open: list[str] | None = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "script" and given.get("type") not in _DATA_TYPES:
            self._open = self.scripts
        elif tag == "style":
            self._open = self.styles
        if self._open is not None:
            self._open.append("")
        loads = [name for name in given if name in _LOADING_ATTRIBUTES]
        asked = given.get("http-equiv", "") or ""
        if tag in _LOADING_TAGS or loads or asked.lower() == "refresh":
            self.requests.append(self.get_starttag_text() or tag)

    def handle_data(self, data: str) -> None:
        if self._open is not None:
            self._open[-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style"}:
            self._open = None


def content_security_policy(html: str, *, tiles: str = "") -> str:
    """Return the policy that lets a finished page run, and nothing else.

    `tiles` is the address template of online tiles; their host is the only one allowed.

    Raises:
        RequestError: `tiles` is no address of tiles.
    """
    page = _Page(html)
    images = f"data: {tile_host(tiles)}" if tiles else "data:"
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {_hashes(page.scripts)}",
            f"style-src {_hashes(page.styles)}",
            f"img-src {images}",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _hashes(texts: list[str]) -> str:
    digests = [hashlib.sha256(text.encode("utf-8")).digest() for text in texts]
    found = [f"'sha256-{base64.b64encode(digest).decode('ascii')}'" for digest in digests]
    return " ".join(dict.fromkeys(found)) or "'none'"


def requests_of(html: str) -> tuple[str, ...]:
    """Return whatever in the page's markup and styles would ask for another file."""
    page = _Page(html)
    in_styles = [
        style[m.start() :][:80] for style in page.styles for m in _STYLE_REQUEST.finditer(style)
    ]
    return (*page.requests, *in_styles)


def tile_host(template: str) -> str:
    """Return the source that a policy has to allow for tiles: `https://*.tile.example.org`.

    Raises:
        RequestError: `template` is no address of tiles. It is also written into the page's script
            and policy, so nothing is let through that could mean something there.
    """
    found = _TEMPLATE.fullmatch(template)
    places = set(_PLACE.findall(template))
    braced = found is not None and any(brace in _PLACE.sub("", found["path"]) for brace in "{}")
    if found is None or braced or not _NEEDED <= places <= _KNOWN:
        raise RequestError(
            f"{template!r} is no address of tiles; expected: https://HOST/…/{{z}}/{{x}}/{{y}}.png"
        )
    return f"{found['scheme']}://{found['host'].replace('{s}', '*')}".lower()
