"""A page does what its own policy allows, and asks for nothing."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from frontmap.errors import RequestError
from frontmap.page import render_page, write_page
from frontmap.page.policy import content_security_policy, requests_of, tile_host

if TYPE_CHECKING:
    from pathlib import Path

    from frontmap.atlas import Atlas


DAY = date(2001, 1, 3)


@pytest.fixture(scope="module")
def page(tiny_atlas: Atlas) -> str:
    return render_page(tiny_atlas, day=DAY)


def test_the_policy_allows_the_page_s_own_scripts_and_styles_and_nothing_else(page: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    without = page.replace(policy.group(1), "")
    assert content_security_policy(without) == policy.group(1)
    assert "unsafe" not in policy.group(1)
    assert policy.group(1).startswith("default-src 'none'; script-src 'sha256-")


@pytest.mark.parametrize(
    "tiles",
    [
        "https://tile.example.org:8080/a/{z}/{x}/{y}{r}.png?key=a%20b&size=2",
        "http://localhost/{z}/{x}/{y}.png",
    ],
)
def test_addresses_of_tiles_are_taken(tiny_atlas: Atlas, tiles: str) -> None:
    assert f"img-src data: {tile_host(tiles)};" in render_page(tiny_atlas, day=DAY, tiles=tiles)


@pytest.mark.parametrize(
    "tiles",
    [
        "OpenStreetMap",
        "tile.example.org/{z}/{x}/{y}.png",
        "file:///tiles/{z}/{x}/{y}.png",
        "https:///{z}/{x}/{y}.png",
        "https://tile.example.org/{z}/{x}.png",
        "https://tile.example.org/{z}/{x}/{y}/{unknown}.png",
        "https://tile.example.org/{{z}}/{x}/{y}/{z}.png",
        "https://tile.example.org/{% raw %}/{z}/{x}/{y}.png",
        "https://someone@example.org/{z}/{x}/{y}.png",
        'https://a.org"><script>alert(1)</script>/{z}/{x}/{y}.png',
        "https://a.org; script-src */{z}/{x}/{y}.png",
        "https://a.org/</script>/{z}/{x}/{y}.png",
        "https://a.org/{z}/{x}/{y}.png\n",
    ],
)
def test_what_is_no_address_of_tiles_is_refused(
    tiny_atlas: Atlas, tmp_path: Path, tiles: str
) -> None:
    with pytest.raises(RequestError, match="no address of tiles"):
        write_page(tiny_atlas, tmp_path / "page.html", day=DAY, tiles=tiles)
    assert [] == list(tmp_path.iterdir())


def test_what_would_ask_the_network_is_found() -> None:
    page = (
        '<link href="https://example.org/a.css"><img src="a.png"><style>@import "b.css";'
        "p { background: url(c.png) }</style><svg><path fill='url(#d)'/></svg>"
        '<a href="https://example.org">a link asks nobody until it is followed</a>'
    )
    assert len(requests_of(page)) == 4


@pytest.mark.parametrize(
    "markup",
    [
        "<iframe></iframe>",
        "<base href='/'>",
        "<video poster='a.png'></video>",
        "<form action='/'></form>",
        "<meta http-equiv='Refresh' content='0'>",
        "<style>@import 'a.css'</style>",
        "<style>p { background: URL( 'a.png') }</style>",
    ],
)
def test_each_way_to_ask_for_another_file_is_found(markup: str) -> None:
    assert 1 == len(requests_of(markup))


@pytest.mark.parametrize(
    "markup",
    [
        "<script type='text/plain'>@import url(a.css)</script>",
        "<style>p { fill: url(#d); background: url(data:image/png;base64,AA) }</style>",
        "<meta http-equiv='Content-Security-Policy' content=''>",
    ],
)
def test_what_asks_for_nothing_is_let_through(markup: str) -> None:
    assert () == requests_of(markup)


def test_a_policy_names_each_script_and_style_once_by_its_hash() -> None:
    page = "<script>a</script><script>a</script><script type='text/plain'>b</script>"
    policy = content_security_policy(page)
    # SHA-256 of the letter a
    digest = "'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs='"
    assert f"script-src {digest}; style-src 'none'; img-src data:;" in policy
