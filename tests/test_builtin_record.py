"""The record of the built-in atlas stands up to somebody who wants it to fall."""

from __future__ import annotations

import csv
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from phrases import named_areas, phrases

from frontmap.days import parse_span
from frontmap.model import Confidence

if TYPE_CHECKING:
    from frontmap.atlas import Atlas

ROOT = Path(__file__).resolve().parents[1]
BUILTIN = Path(__file__).parent / "builtin"
#: How many words in a row are a sentence of somebody else's.
RUN = 7
#: How many bytes tell one run of words.
MARK = 5


def mark(words: str) -> bytes:
    return hashlib.blake2b(words.encode(), digest_size=MARK).digest()


@cache
def word_runs() -> frozenset[bytes]:
    """The fingerprints of every run of seven words in the sources as they were read."""
    marks = (BUILTIN / "word-runs.bin").read_bytes()
    return frozenset(marks[at : at + MARK] for at in range(0, len(marks), MARK))


def shared_runs(text: str, marks: frozenset[bytes]) -> list[str]:
    """The runs of words that a text has in common with the sources of these fingerprints."""
    words = re.findall(r"[^\W_]+", text.casefold().replace("’", "'").replace("'", ""))
    runs = (" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
    return [run for run in runs if mark(run) in marks]


def test_no_sentence_of_a_source_stands_in_our_texts(builtin: Atlas) -> None:
    record = builtin.record
    texts = {
        **{claim.id: claim.summary.first for claim in record.claims},
        **{f"{r.area} {r.since}": r.note.first for r in record.rulings},
        **{f"caption {c.day}": f"{c.headline.first}. {c.text.first}" for c in record.captions},
        **{f"source {s.id}": s.note for s in record.sources},
        **{f"voice {v.id}": v.note for v in record.voices},
        **{f"actor {a.id}": a.note.first for a in record.actors},
        **{f"area {a.id}": a.note for a in record.areas},
        **{f"landmark {m.id}": m.note for m in record.landmarks},
        **{page.name: page.read_text("utf-8") for page in (ROOT / "docs").glob("*.md")},
    }
    # addresses, and the words for places, are a source's own
    theirs = re.compile(r"https?://\S+|<!-- phrases -->.*?<!-- end of phrases -->", re.DOTALL)
    found = {key: shared_runs(theirs.sub("", text), word_runs()) for key, text in texts.items()}
    assert {} == {key: runs for key, runs in found.items() if runs}


def test_a_run_of_seven_words_is_found_wherever_it_stands_and_however_it_is_set() -> None:
    marks = frozenset({mark("the fox s tail hung over it")})
    assert ["the fox s tail hung over it"] == shared_runs(
        "So: The fox: S tail, hung over IT. And", marks
    )
    assert [] == shared_runs("The fox had its tail hung over it", marks)


def test_what_is_high_rests_on_two_parties_or_on_a_sides_own_loss(builtin: Atlas) -> None:
    for area in builtin.timeline.runs.values():
        for run in area:
            if run.control.confidence is not Confidence.HIGH:
                continue
            for actor, grade in builtin.grounds(run).presences.items():
                where = f"{run.area} {run.first} {actor}"
                speakers = {
                    voice.side or voice.id
                    for claim in builtin.grounds(run).carriers[actor]
                    if (voice := builtin.voices[claim.voice]).named
                }
                own = builtin.actors[actor].side
                assert grade.rule in {"two_parties", "admits"}, where
                assert len(speakers) > 1 or (grade.rule == "admits" and own not in speakers), where


def table_rows(heading: str) -> list[list[str]]:
    """The rows of the first table below a heading of docs/method.md, without its head."""
    text = (ROOT / "docs/method.md").read_text("utf-8").split(f"# {heading}\n", 1)[1]
    lines = [line for line in text.split("\n#", 1)[0].splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_every_claim_names_the_areas_that_its_words_name(builtin: Atlas) -> None:
    table = phrases(table_rows("What the words for a place name"))
    unknown, other = [], {}
    for claim in builtin.record.claims:
        if claim.landmark:
            if not set(claim.areas) <= set(builtin.landmarks[claim.landmark].areas):
                other[claim.id] = f"landmark {claim.landmark}"
            continue
        named = named_areas(claim, table) if claim.place else frozenset()
        if named is None:
            unknown.append(f"{claim.id}: {claim.place}")
        elif named != set(claim.areas):
            other[claim.id] = f"{claim.place}: {sorted(named)}"
    assert ([], {}) == (unknown, other)


def test_the_ten_worked_cases_are_graded_as_the_method_says(builtin: Atlas) -> None:
    cases = table_rows("Ten worked cases")
    assert 10 == len(cases)
    for where, _, told, *_ in cases:
        area, on = where.strip("`").split()
        run = builtin.run(area, parse_span(on).last)
        grade = builtin.grounds(run).grade
        assert grade is not None
        assert told == grade.confidence.value, where


def test_the_errata_name_every_ruling_that_is_not_what_it_was(builtin: Atlas) -> None:
    with (BUILTIN / "rulings-1.0.csv").open(encoding="utf-8", newline="") as file:
        before = {(row["area"], row["since"]): row for row in csv.DictReader(file)}
    after = {
        (run.area, run.first.isoformat()): {
            "began": run.ruling.began.text if run.ruling.began else "",
            "holder": run.control.holder,
            "status": run.control.status.value,
            "rivals": " ".join(run.control.rivals),
            "confidence": run.control.confidence.value if run.control.confidence else "",
        }
        for runs in builtin.timeline.runs.values()
        for run in runs
        if run.ruling is not None
    }
    changed = {
        key
        for key in before.keys() | after.keys()
        if key not in before
        or key not in after
        or any(before[key][name] != value for name, value in after[key].items())
    }
    told = {(row.area, row.since.isoformat() if row.since else "") for row in builtin.record.errata}
    assert [] == sorted(changed - told)
