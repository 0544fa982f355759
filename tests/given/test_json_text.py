from __future__ import annotations

import json

import pytest

from frontmap.errors import DataError, Where
from frontmap.given.json_text import bad_json, parsed_json
from frontmap.limits import LEVELS

WHERE = Where("a.json")


def nested(depth: int) -> str:
    return "[" * depth + "]" * depth


def refusal_of(text: str) -> str:
    with pytest.raises(DataError) as refusal:
        parsed_json(text, WHERE)
    return str(refusal.value)


def test_brackets_may_lie_in_one_another_up_to_the_limit() -> None:
    assert parsed_json(nested(LEVELS), WHERE)
    assert refusal_of(nested(LEVELS + 1)) == (
        "a.json: bad-json: found brackets in one another more than 100 deep in line 1; "
        "expected at most 100"
    )
    assert refusal_of('{"a":' * 100_000).startswith("a.json: bad-json: found brackets")


def test_brackets_in_texts_are_texts() -> None:
    written = json.dumps([f'{nested(200)}"\\', "]" * 200, f"{'[' * 200}\\\\"])
    assert 3 == len(parsed_json(written, WHERE))
    hidden = json.dumps(["]" * 200]) + nested(200)
    assert refusal_of(hidden).startswith("a.json: bad-json: found brackets")


def test_depth_is_counted_across_the_parts_of_a_long_text() -> None:
    written = "[" * 60 + " " * (1 << 20) + '"' + "[" * (1 << 20) + '"' + nested(50)
    assert refusal_of(written).startswith("a.json: bad-json: found brackets")


def test_a_number_of_thousands_of_digits_is_refused() -> None:
    assert refusal_of("9" * 5000).startswith("a.json: bad-json: found a number of thousands of")
    assert 10**300 == parsed_json(f"1{'0' * 300}", WHERE)


def test_what_is_no_json_is_told_with_its_line() -> None:
    with pytest.raises(json.JSONDecodeError) as reason:
        parsed_json("[\n1,\n}", WHERE)
    assert str(bad_json(WHERE, reason.value)) == (
        "a.json: bad-json: found Expecting value in line 3; expected a file in JSON"
    )
