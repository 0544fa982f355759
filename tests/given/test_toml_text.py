from __future__ import annotations

import pytest

from frontmap.given.toml_text import parsed_toml
from frontmap.limits import LEVELS


def test_tables_and_lists_lie_so_deep_as_people_write_them() -> None:
    assert {"a": {"b": [{"c": ["d.e.f"]}]}} == parsed_toml(
        '[[a.b]]\nc = ["d.e.f"]'.replace("[[a.b]]", "[a]\n[[a.b]]")
    )
    # the whole text is one table more
    deepest = LEVELS - 1
    assert parsed_toml(f"a = {'[' * deepest}{']' * deepest}")
    with pytest.raises(ValueError, match="more than 100 tables or lists in one another"):
        parsed_toml(f"a = [{'[' * LEVELS}{']' * LEVELS}]")


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 50_000,
        "a = " + "[" * 50_000 + "]" * 50_000,
        "a = " + "[" * 120 + "]" * 120,
        "a = " + "{b = " * 50_000,
    ],
)
def test_lists_without_end_are_told(text: str) -> None:
    with pytest.raises(ValueError, match=r"more than 100 tables or lists|Unclosed|Invalid"):
        parsed_toml(text)


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
    with pytest.raises(ValueError, match=r"a key of more than 100 parts \(at line 2\)"):
        parsed_toml("title = 'a'\n" + line.format(key))


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
    assert 1 == len(parsed_toml(text))
