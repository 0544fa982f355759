"""Layer styles as QGIS reads them (QML), with the colours and patterns of every other output.

The structure is that of QGIS 3.22 and later. The fill's colour tells the holder, its pattern the
status, by the tile that every output draws. A broken edge is a schematic outline; paler and with a
`?` is low confidence.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from frontmap.drawing.colours import DARK, WHITE
from frontmap.drawing.patterns import fill_of
from frontmap.model import Control
from frontmap.statuses import Status
from frontmap.telling.sentences import state_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from frontmap.atlas import Atlas
    from frontmap.drawing.marks import Fill
    from frontmap.statuses import Dot, PatternStroke

__all__ = ["styles"]

_EDGE = "#5a5f66"
_GROUND = "#f4f2ec"
#: How much a veil of white covers, of 255, that makes a fill paler as every other output does.
_VEIL = 128

#: The area, and the short form of who holds it.
_LABEL = r"""
"name" || if("holder_short" <> '', '\n' || "holder_short", '') || if("confidence" = 'low', ' ?', '')
"""

#: How far lines lie apart in mm, and how wide they are: aslant, and level or upright.
_ASLANT, _LEVEL = (2.6, 1.1), (5.0, 2.5)
#: The side of the square that dots and strokes repeat, in mm.
_SIDE = 4.0
#: Brushes that QGIS has of its own for some dots and strokes, and their colours. They are quicker
#: to draw and known to its users; all other dots and strokes become markers.
_BRUSHES: Mapping[tuple[tuple[Dot, ...], tuple[PatternStroke, ...]], tuple[str, str]] = {
    (((0.5, 0.5, 0.2),), ()): (WHITE, "dense6"),
    ((), ((0.25, 0.25, 0.75, 0.75), (0.75, 0.25, 0.25, 0.75))): (_EDGE, "diagonal_x"),
}

#: A layer of a symbol: the class in QGIS, and its properties.
_Layer = tuple[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a symbol.

    Attributes:
        of: the class in QGIS.
        properties: of the part.
        repeats: what it repeats: `line` or `marker`; empty for nothing.
        layers: those of what it repeats.
    """

    of: str
    properties: dict[str, str]
    repeats: str = ""
    layers: tuple[_Layer, ...] = ()


def styles(atlas: Atlas) -> dict[str, str]:
    """Return the style of each layer that has one, by the layer's name."""
    return {
        "control": _control_style(atlas),
        "frontline": _frontline_style(),
        "areas": _areas_style(),
    }


def _control_style(atlas: Atlas) -> str:
    root = _style(labels=True)
    renderer, rules, symbols = _rule_renderer()
    states = dict.fromkeys(
        (run.control.holder, run.control.status, run.control.rivals)
        for runs in atlas.timeline.runs.values()
        for run in runs
    )
    order = {actor: place for place, actor in enumerate(["", *atlas.actors])}
    by_actor = sorted(states, key=lambda s: (order[s[0]], list(Status).index(s[1]), s[2]))
    for number, (holder, status, rivals) in enumerate(by_actor):
        control = Control(holder, status, rivals)
        test = " AND ".join(
            f'"{column}" = {_literal(value)}'
            for column, value in (
                ("holder", holder),
                ("status", status.value),
                ("rivals", " ".join(rivals)),
            )
        )
        _add_rule(rules, number, state_words(control, atlas, atlas.default_language), test)
        _add_symbol(symbols, str(number), "fill", _fill(atlas, control))
    number = len(by_actor)
    _add_rule(rules, number, "Low confidence: paler, with ?", "\"confidence\" = 'low'")
    veil = _simple_fill(WHITE, "solid") | {"color": _rgba(WHITE, _VEIL)}
    _add_symbol(symbols, str(number), "fill", [_Part("SimpleFill", veil)])
    number += 1
    for label, test, style in (
        ("Outline", "\"outline\" <> 'schematic'", "solid"),
        ("Schematic outline", "\"outline\" = 'schematic'", "dash"),
    ):
        _add_rule(rules, number, label, test)
        edge = _simple_fill(WHITE, "no") | _outline(_EDGE, style, "0.3")
        _add_symbol(symbols, str(number), "fill", [_Part("SimpleFill", edge)])
        number += 1
    root.append(renderer)
    _add_labels(root)
    return _written(root)


def _frontline_style() -> str:
    root = _style(labels=False)
    renderer, rules, symbols = _rule_renderer()
    _add_rule(rules, 0, "Front", "")
    casing = {"line_color": _rgba(WHITE), "line_style": "solid", "line_width": "1.4"}
    strong = {"line_color": _rgba(DARK), "line_style": "solid", "line_width": "0.8"}
    parts = [_Part("SimpleLine", _line(casing)), _Part("SimpleLine", _line(strong))]
    _add_symbol(symbols, "0", "line", parts)
    root.append(renderer)
    return _written(root)


def _areas_style() -> str:
    # the outlines exist on all days, or on those of their own; they are no states
    root = ET.Element("qgis", {"version": "3.22.0", "styleCategories": "Symbology"})
    renderer, rules, symbols = _rule_renderer()
    _add_rule(rules, 0, "Area", "")
    edge = _simple_fill(_GROUND, "no") | _outline(_EDGE, "solid", "0.2")
    _add_symbol(symbols, "0", "fill", [_Part("SimpleFill", edge)])
    root.append(renderer)
    return _written(root)


def _style(*, labels: bool) -> ET.Element:
    root = ET.Element(
        "qgis",
        {
            "version": "3.22.0",
            "styleCategories": "Symbology|Labeling|Temporal",
            "labelsEnabled": "1" if labels else "0",
        },
    )
    # mode 2: begin and end are fields; limitMode 0: the end is not part of it (qgis/QGIS#44589)
    temporal = ET.SubElement(
        root,
        "temporal",
        {
            "enabled": "1",
            "mode": "2",
            "startField": "begin",
            "endField": "end",
            "limitMode": "0",
            "accumulate": "0",
            "durationField": "",
            "durationUnit": "d",
            "fixedDuration": "0",
            "startExpression": "",
            "endExpression": "",
        },
    )
    fixed = ET.SubElement(temporal, "fixedRange")
    ET.SubElement(fixed, "start")
    ET.SubElement(fixed, "end")
    return root


def _rule_renderer() -> tuple[ET.Element, ET.Element, ET.Element]:
    renderer = ET.Element(
        "renderer-v2",
        {"type": "RuleRenderer", "forceraster": "0", "symbollevels": "0", "enableorderby": "0"},
    )
    rules = ET.SubElement(renderer, "rules", {"key": "root"})
    return renderer, rules, ET.SubElement(renderer, "symbols")


def _add_rule(rules: ET.Element, number: int, label: str, test: str) -> None:
    attributes = {"key": f"rule-{number}", "symbol": str(number), "label": label}
    ET.SubElement(rules, "rule", attributes | ({"filter": test} if test else {}))


def _literal(value: str) -> str:
    """Return a text as QGIS's expressions write it."""
    escaped = value.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def _fill(atlas: Atlas, control: Control) -> list[_Part]:
    """Return the parts of a state's fill, the lowest first."""
    fill = fill_of(control, atlas.actors, uncertain=False)
    parts = [_Part("SimpleFill", _simple_fill(fill.ground, "no" if fill.tile.blank else "solid"))]
    if fill.tile.stripes is not None:
        parts += [
            _lines(ink, fill.tile.stripes, number) for number, ink in enumerate(fill.stripes[1:])
        ]
    if fill.tile.has_marks:
        parts.append(_marks(fill))
    return parts


def _lines(colour: str, angle: float, number: int) -> _Part:
    """Return lines in a party's colour; further parties' lie beside the first's."""
    distance, width = _ASLANT if angle % 90 else _LEVEL
    pattern = {
        "angle": f"{angle:g}",
        "distance": f"{distance * (1 + 0.6 * number):g}",
        "distance_unit": "MM",
        "offset": f"{width * number:g}",
        "offset_unit": "MM",
        "line_width": f"{width:g}",
        "line_width_unit": "MM",
        "color": _rgba(colour),
    }
    line = {"line_color": _rgba(colour), "line_style": "solid", "line_width": f"{width:g}"}
    return _Part("LinePatternFill", pattern, "line", (("SimpleLine", _line(line)),))


def _marks(fill: Fill) -> _Part:
    """Return the dots and strokes of a tile: by a brush of QGIS, or as markers that repeat."""
    tile = fill.tile
    if brush := _BRUSHES.get((tile.dots, tile.strokes)):
        return _Part("SimpleFill", _simple_fill(*brush))
    pattern = {
        "distance_x": f"{_SIDE:g}",
        "distance_x_unit": "MM",
        "distance_y": f"{_SIDE:g}",
        "distance_y_unit": "MM",
    }
    turn = tile.stripes or 0.0
    dots = (_dot(dot, turn, fill.over) for dot in tile.dots)
    strokes = (_stroke(stroke, tile.width, turn, fill.over) for stroke in tile.strokes)
    return _Part("PointPatternFill", pattern, "marker", (*dots, *strokes))


def _dot(dot: Dot, turn: float, colour: str) -> _Layer:
    x, y, radius = dot
    look = {"name": "circle", "color": _rgba(colour), "outline_style": "no"}
    return "SimpleMarker", look | _placed((x, y), 2 * radius, turn)


def _stroke(stroke: PatternStroke, width: float, turn: float, colour: str) -> _Layer:
    from_x, from_y, to_x, to_y = stroke
    look = {"name": "line", "color": _rgba(colour)}
    look |= _outline(colour, "solid", f"{width * _SIDE:g}")
    middle, length = ((from_x + to_x) / 2, (from_y + to_y) / 2), math.dist(stroke[:2], stroke[2:])
    leans = math.degrees(math.atan2(to_x - from_x, from_y - to_y)) % 180
    return "SimpleMarker", look | _placed(middle, length, turn, leans)


def _placed(
    at: tuple[float, float], size: float, turn: float, leans: float = 0.0
) -> dict[str, str]:
    """Return where in its square a marker stands, and how large it is, in mm and degrees.

    QGIS turns a marker clockwise from upright, and its offset from the square's middle with it.
    """
    u, v = ((share - 0.5) * _SIDE for share in at)
    cos, sin = math.cos(math.radians(leans)), math.sin(math.radians(leans))
    across, down = round(u * cos + v * sin, 3) + 0.0, round(v * cos - u * sin, 3) + 0.0
    return {
        "angle": f"{turn + leans:g}",
        "offset": f"{across:g},{down:g}",
        "offset_unit": "MM",
        "size": f"{size * _SIDE:g}",
        "size_unit": "MM",
    }


def _simple_fill(colour: str, style: str) -> dict[str, str]:
    return {"color": _rgba(colour), "style": style} | _outline(_EDGE, "no", "0.2")


def _outline(colour: str, style: str, width: str) -> dict[str, str]:
    return {
        "outline_color": _rgba(colour),
        "outline_style": style,
        "outline_width": width,
        "outline_width_unit": "MM",
        "joinstyle": "round",
    }


def _line(properties: dict[str, str]) -> dict[str, str]:
    return properties | {"line_width_unit": "MM", "capstyle": "round", "joinstyle": "round"}


def _rgba(colour: str, cover: int = 255) -> str:
    return ",".join([*(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5)), str(cover)])


def _add_symbol(symbols: ET.Element, name: str, kind: str, parts: Iterable[_Part]) -> None:
    symbol = _symbol(symbols, name, kind)
    for number, part in enumerate(parts):
        layer = _add_layer(symbol, part.of, part.properties)
        if part.repeats:
            inner = _symbol(layer, f"@{name}@{number}", part.repeats)
            for of, properties in part.layers:
                _add_layer(inner, of, properties)


def _symbol(parent: ET.Element, name: str, kind: str) -> ET.Element:
    attributes = {"name": name, "type": kind, "alpha": "1", "clip_to_extent": "1"}
    return ET.SubElement(parent, "symbol", attributes | {"force_rhr": "0"})


def _add_layer(symbol: ET.Element, of: str, properties: dict[str, str]) -> ET.Element:
    layer = ET.SubElement(
        symbol, "layer", {"class": of, "enabled": "1", "locked": "0", "pass": "0"}
    )
    options = ET.SubElement(layer, "Option", {"type": "Map"})
    for name, value in properties.items():
        ET.SubElement(options, "Option", {"name": name, "type": "QString", "value": value})
        # QGIS before 3.24 reads these instead
        ET.SubElement(layer, "prop", {"k": name, "v": value})
    return layer


def _add_labels(root: ET.Element) -> None:
    labeling = ET.SubElement(root, "labeling", {"type": "simple"})
    settings = ET.SubElement(labeling, "settings", {"calloutType": "simple"})
    text = ET.SubElement(
        settings,
        "text-style",
        {
            "fieldName": " ".join(_LABEL.split()),
            "isExpression": "1",
            "fontSize": "8",
            "fontSizeUnit": "Point",
            "textColor": _rgba(DARK),
            "textOpacity": "1",
        },
    )
    ET.SubElement(
        text,
        "text-buffer",
        {
            "bufferDraw": "1",
            "bufferSize": "1",
            "bufferSizeUnits": "MM",
            "bufferColor": _rgba(WHITE),
            "bufferOpacity": "1",
        },
    )
    ET.SubElement(settings, "placement", {"placement": "1", "centroidInside": "1"})


def _written(root: ET.Element) -> str:
    text: str = ET.tostring(root, encoding="unicode")
    return f"<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n{text}\n"
