from __future__ import annotations

import pytest

from frontmap.limits import LEVELS
from frontmap.nesting import parse_toml, require_levels


def test_tables_and_lists_lie_so_deep_as_people_write_them() -> None:
    assert {"a": {"b": [{"c": ["d.e.f"]}]}} == parse_toml(
        '[[a.b]]\nc = ["d.e.f"]'.replace("[[a.b]]", "[a]\n[[a.b]]")
    )
    deepest: object = "x"
    for _ in range(LEVELS):
        deepest = [deepest]
    require_levels(deepest)
    with pytest.raises(ValueError, match="more than 50 tables or lists in one another"):
        require_levels([deepest])
    with pytest.raises(ValueError, match="more than 50"):
        require_levels([("a", deepest)])


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 50_000,
        "a = " + "[" * 50_000 + "]" * 50_000,
        "a = " + "[" * 60 + "]" * 60,
        "a = " + "{b = " * 50_000,
    ],
)
def test_lists_without_end_are_told(text: str) -> None:
    with pytest.raises(ValueError, match=r"more than 50 tables or lists|Unclosed|Invalid"):
        parse_toml(text)


@pytest.mark.parametrize(
    "key",
    [
        "a." * 50_000 + "a",
        "a . " * 50_000 + "a",
        '"a".' * 50_000 + "a",
        "'é b'." * 50_000 + "a",
    ],
)
@pytest.mark.parametrize("line", ["{} = 1", "[{}]", "[[{}]]", "x = {{ {} = 1 }}"])
def test_a_key_of_endless_parts_is_told_with_its_line(key: str, line: str) -> None:
    with pytest.raises(ValueError, match=r"a key of more than 50 parts \(at line 2\)"):
        parse_toml("title = 'a'\n" + line.format(key))


@pytest.mark.parametrize(
    "text",
    [
        'files = ["a.b.csv", ' + '"a.csv", ' * 500 + "]",
        "title = '" + "and.so.on " * 100 + "...'",
        'title = """\n' + "." * 500 + '\nand so on. And so on.\n"""',
        "a = [" + "1.5, " * 200 + "]",
    ],
)
def test_dots_in_texts_and_numbers_are_no_parts_of_keys(text: str) -> None:
    assert 1 == len(parse_toml(text))
