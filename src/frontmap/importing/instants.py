"""Instants, which have their day only in a time zone: of a place that knows days, only here."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from frontmap.importing.date_texts import Clock

__all__ = ["day_there", "zone_named", "zones_to_choose"]

_OFFSET = re.compile(r"(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?")
_EXAMPLE = "Asia/Damascus"


def zone_named(name: str) -> tzinfo | None:
    """Return the time zone of an IANA name, of `UTC`, or of an offset such as +03:00."""
    if match := _OFFSET.fullmatch(name):
        ahead = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        if ahead < timedelta(days=1):
            return timezone(-ahead if match[1] == "-" else ahead)
    with suppress(ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(name)
    return None


def day_there(day: date, clock: Clock, zone: tzinfo) -> date:
    """Return the calendar day in `zone` of what was written as this day and clock time.

    Raises:
        OverflowError: it lies outside the calendar.
    """
    at = datetime.combine(day, time(), UTC) + clock.since_midnight - (clock.ahead or timedelta())
    return at.astimezone(zone).date()


def zones_to_choose(instants: Mapping[str, tuple[date, Clock]]) -> tuple[str, str]:
    """Return the instant that shows best that its zone matters, and what two zones make of it.

    Args:
        instants: the day and the clock time that each text has, as written.
    """
    senses = {text: _senses(*instant) for text, instant in instants.items()}
    text = next((text for text, of in senses.items() if len(set(of.values())) > 1), min(senses))
    # an instant at an end of the calendar has no day in some zones
    said = [f"{zone} ({day})" for zone, day in senses[text].items()] or [_EXAMPLE]
    return text, " or ".join(said).replace("(", "(then ", 1)


def _senses(day: date, clock: Clock) -> dict[str, date]:
    """Return an instant's day in a zone that stands for any, and in the one it is written in."""
    minutes = int((clock.ahead or timedelta()).total_seconds()) // 60
    sign, (hours, left) = "-" if minutes < 0 else "+", divmod(abs(minutes), 60)
    written = f"{sign}{hours:02}:{left:02}" if minutes else "UTC"
    found = {}
    for name in (_EXAMPLE, written):
        zone = zone_named(name)
        with suppress(OverflowError):
            found[name] = day_there(day, clock, zone or UTC)
    return found
