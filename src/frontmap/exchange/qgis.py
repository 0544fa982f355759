"""Layer styles as QGIS reads them (QML), with the colours and patterns of every other output.

The structure is that of QGIS 3.22 and later. The fill's colour tells the holder, its pattern the
status, by the tile that every output draws. A broken edge is a schematic outline; paler and with a
`?` is low confidence, paler still and in brackets is assumed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from frontmap.drawing.colours import DARK, WHITE
from frontmap.drawing.events import EVENT_INK
from frontmap.drawing.patterns import fill_of
from frontmap.markup import Markup, element
from frontmap.model import Control, Doubt
from frontmap.statuses import Status
from frontmap.telling.sentences import state_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from frontmap.atlas import Atlas
    from frontmap.drawing.marks import Fill
    from frontmap.statuses import Dot, PatternStroke

__all__ = ["styles"]

#: An opacity that lets nothing through.
_OPAQUE = 255
_EDGE = "#5a5f66"
_GROUND = "#f4f2ec"
#: What is said of a rule, by the doubt, and the confidences that it is for.
_DOUBTS = {
    Doubt.NONE: ("", "coalesce(\"confidence\", '') NOT IN ('low', 'assumed')"),
    Doubt.UNCERTAIN: (", low confidence: paler, with ?", "\"confidence\" = 'low'"),
    Doubt.ASSUMED: (", assumed: paler still, in brackets", "\"confidence\" = 'assumed'"),
}

#: The area, and the short form of who holds it.
_LABEL = r"""
"name" || if("holder_short" <> '', '\n' || if("confidence" = 'assumed',
'(' || "holder_short" || ')', "holder_short"), '') || if("confidence" = 'low', ' ?', '')
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
_SymbolLayer = tuple[str, dict[str, str]]


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
    layers: tuple[_SymbolLayer, ...] = ()


#: What is said of a rule, the expression of the features that it is for, and their symbol.
_Rule = tuple[str, str, "list[_Part]"]

_VERSION = "3.22.0"
_NOTHING = Markup("")

#: When a feature is there. Mode 2: `begin` and `end` are its columns; limitMode 0: the end is no
#: part of it (qgis/QGIS#44589).
_TEMPORAL = element(
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
    element("fixedRange", {}, element("start"), element("end")),
)


def styles(atlas: Atlas) -> dict[str, str]:
    """Return the style of each layer that has one, by the layer's name."""
    events = {"events": _events_style()} if atlas.record.reports_events else {}
    return {
        "control": _control_style(atlas),
        "frontline": _frontline_style(),
        "areas": _areas_style(),
        **events,
    }


def _control_style(atlas: Atlas) -> str:
    rules = [*_state_rules(atlas), *_overlay_rules()]
    return _style(rules, "fill", _labels())


def _state_rules(atlas: Atlas) -> Iterator[_Rule]:
    """Yield a rule for each state that an area is ever in, and each doubt about it."""
    controls = [run.control for runs in atlas.timeline.runs.values() for run in runs]
    states = dict.fromkeys((c.holder, c.status, c.rivals, Doubt.at(c.confidence)) for c in controls)
    order = {actor: place for place, actor in enumerate(["", *atlas.actors])}
    doubts, statuses = list(Doubt), list(Status)
    for holder, status, rivals, doubt in sorted(
        states, key=lambda s: (order[s[0]], statuses.index(s[1]), s[2], doubts.index(s[3]))
    ):
        control = Control(holder, status, rivals)
        columns = {"holder": holder, "status": status.value, "rivals": " ".join(rivals)}
        tests = [f'"{name}" = {_literal(value)}' for name, value in columns.items()]
        suffix, test = _DOUBTS[doubt]
        label = state_words(control, atlas, atlas.default_language) + suffix
        yield label, " AND ".join((*tests, test)), _fill(atlas, control, doubt)


def _overlay_rules() -> Iterator[_Rule]:
    """Yield the rules of the edge, which is drawn over a state."""
    for label, test, style in (
        ("Outline", "\"outline\" <> 'schematic'", "solid"),
        ("Schematic outline", "\"outline\" = 'schematic'", "dash"),
    ):
        edge = _simple_fill(WHITE, "no") | _outline(_EDGE, style, "0.3")
        yield label, test, [_Part("SimpleFill", edge)]


def _frontline_style() -> str:
    casing = {"line_color": _rgba(WHITE), "line_style": "solid", "line_width": "1.4"}
    strong = {"line_color": _rgba(DARK), "line_style": "solid", "line_width": "0.8"}
    parts = [_Part("SimpleLine", _line(casing)), _Part("SimpleLine", _line(strong))]
    return _style([("Front", "", parts)], "line")


def _events_style() -> str:
    """Return dots of a colour that is no party's, hollow where the day or the place is vague."""
    sure = '"extent" = \'part\' AND ("first" = "last" OR "date" LIKE \'%/%\')'
    kinds = (("Reported event", sure, EVENT_INK), ("Of a vague day or place", "ELSE", WHITE))
    rules = []
    for label, test, colour in kinds:
        look = {"name": "circle", "color": _rgba(colour), "size": "2.4", "size_unit": "MM"}
        rules.append(
            (label, test, [_Part("SimpleMarker", look | _outline(EVENT_INK, "solid", "0.5"))])
        )
    return _style(rules, "marker")


def _areas_style() -> str:
    # an outline is no state, so the layer has no times
    edge = _simple_fill(_GROUND, "no") | _outline(_EDGE, "solid", "0.2")
    attributes = {"version": _VERSION, "styleCategories": "Symbology"}
    return _document(attributes, _renderer([("Area", "", [_Part("SimpleFill", edge)])], "fill"))


def _style(rules: Sequence[_Rule], kind: str, labels: Markup = _NOTHING) -> str:
    """Return the style of a layer whose features are shown from `begin` to the day before `end`."""
    attributes = {
        "version": _VERSION,
        "styleCategories": "Symbology|Labeling|Temporal",
        "labelsEnabled": "1" if labels else "0",
    }
    return _document(attributes, _TEMPORAL, _renderer(rules, kind), labels)


def _document(attributes: Mapping[str, str], *inside: Markup) -> str:
    root = element("qgis", attributes, *inside)
    return f"<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n{root}\n"


def _renderer(rules: Sequence[_Rule], kind: str) -> Markup:
    """Return rules and their symbols, which have the rules' numbers for names."""
    numbered = [(str(number), *rule) for number, rule in enumerate(rules)]
    return element(
        "renderer-v2",
        {"type": "RuleRenderer", "forceraster": "0", "symbollevels": "0", "enableorderby": "0"},
        element(
            "rules", {"key": "root"}, *(_rule(n, label, test) for n, label, test, _ in numbered)
        ),
        element("symbols", {}, *(_symbol(n, kind, parts) for n, _, _, parts in numbered)),
    )


def _rule(number: str, label: str, test: str) -> Markup:
    attributes = {"key": f"rule-{number}", "symbol": number, "label": label}
    return element("rule", attributes | ({"filter": test} if test else {}))


def _literal(value: str) -> str:
    """Return a text as QGIS's expressions write it."""
    escaped = value.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def _fill(atlas: Atlas, control: Control, doubt: Doubt) -> list[_Part]:
    """Return the parts of a state's fill, the lowest first."""
    fill = fill_of(control, atlas.actors, doubt=doubt)
    parts = [_Part("SimpleFill", _simple_fill(fill.ground, "no" if fill.tile.blank else "solid"))]
    if fill.tile.stripes is not None:
        parts += [
            _lines(ink, fill.tile.stripes, number) for number, ink in enumerate(fill.stripes[1:])
        ]
    if fill.tile.has_marks:
        parts.append(_marks(fill))
    return parts


def _lines(colour: str, turn: float, number: int) -> _Part:
    """Return lines in a party's colour; further parties' lie beside the first's.

    A tile's stripes are turned clockwise from upright, QGIS's lines the other way from level.
    """
    angle = (90 - turn) % 180
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


def _dot(dot: Dot, turn: float, colour: str) -> _SymbolLayer:
    x, y, radius = dot
    look = {"name": "circle", "color": _rgba(colour), "outline_style": "no"}
    return "SimpleMarker", look | _placed((x, y), 2 * radius, turn)


def _stroke(stroke: PatternStroke, width: float, turn: float, colour: str) -> _SymbolLayer:
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


def _rgba(colour: str, cover: int = _OPAQUE) -> str:
    return ",".join([*(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5)), str(cover)])


def _symbol(name: str, kind: str, parts: Iterable[_Part]) -> Markup:
    """Return a symbol of parts, the lowest first; what a part repeats is within it."""
    layers = []
    for number, part in enumerate(parts):
        inner = _NOTHING
        if part.repeats:
            repeated = (_Part(of, properties) for of, properties in part.layers)
            inner = _symbol(f"@{name}@{number}", part.repeats, repeated)
        layers.append(_symbol_layer(part.of, part.properties, inner))
    attributes = {"name": name, "type": kind, "alpha": "1", "clip_to_extent": "1"}
    return element("symbol", attributes | {"force_rhr": "0"}, *layers)


def _symbol_layer(of: str, properties: Mapping[str, str], inner: Markup) -> Markup:
    options = (
        element("Option", {"name": name, "type": "QString", "value": value})
        for name, value in properties.items()
    )
    # QGIS before 3.24 reads these instead
    older = (element("prop", {"k": name, "v": value}) for name, value in properties.items())
    return element(
        "layer",
        {"class": of, "enabled": "1", "locked": "0", "pass": "0"},
        element("Option", {"type": "Map"}, *options),
        *older,
        inner,
    )


def _labels() -> Markup:
    buffer = element(
        "text-buffer",
        {
            "bufferDraw": "1",
            "bufferSize": "1",
            "bufferSizeUnits": "MM",
            "bufferColor": _rgba(WHITE),
            "bufferOpacity": "1",
        },
    )
    text = element(
        "text-style",
        {
            "fieldName": " ".join(_LABEL.split()),
            "isExpression": "1",
            "fontSize": "8",
            "fontSizeUnit": "Point",
            "textColor": _rgba(DARK),
            "textOpacity": "1",
        },
        buffer,
    )
    placement = element("placement", {"placement": "1", "centroidInside": "1"})
    settings = element("settings", {"calloutType": "simple"}, text, placement)
    return element("labeling", {"type": "simple"}, settings)
