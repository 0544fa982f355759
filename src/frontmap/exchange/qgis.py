"""Layer styles as QGIS reads them (QML), with the colours and patterns of every other output.

The structure is that of QGIS 3.22 and later. Fill colour is the holder, the pattern the status:
hatch contested, bands shared, dots evacuating, crosses unknown, empty without data. A broken edge
is a schematic outline; paler and with a `?` is low confidence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from frontmap.drawing.colours import DARK, WHITE
from frontmap.model import Control, Status
from frontmap.telling.sentences import state_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from frontmap.atlas import Atlas

__all__ = ["styles"]

_EDGE = "#5a5f66"
_GROUND = "#f4f2ec"
#: How much a veil of white covers, of 255, that makes a fill paler as every other output does.
_VEIL = 128

#: The area, and the short form of who holds it.
_LABEL = r"""
"name" || if("holder_short" <> '', '\n' || "holder_short", '') || if("confidence" = 'low', ' ?', '')
"""

#: Parts of a symbol: the class in QGIS, its properties, and the line that it repeats, if any.
_Part = tuple[str, dict[str, str], dict[str, str] | None]


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
    _add_symbol(symbols, str(number), "fill", [("SimpleFill", veil, None)])
    number += 1
    for label, test, style in (
        ("Outline", "\"outline\" <> 'schematic'", "solid"),
        ("Schematic outline", "\"outline\" = 'schematic'", "dash"),
    ):
        _add_rule(rules, number, label, test)
        edge = _simple_fill(WHITE, "no") | _outline(_EDGE, style, "0.3")
        _add_symbol(symbols, str(number), "fill", [("SimpleFill", edge, None)])
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
    parts: list[_Part] = [("SimpleLine", _line(casing), None), ("SimpleLine", _line(strong), None)]
    _add_symbol(symbols, "0", "line", parts)
    root.append(renderer)
    return _written(root)


def _areas_style() -> str:
    # the outlines exist on all days, or on those of their own; they are no states
    root = ET.Element("qgis", {"version": "3.22.0", "styleCategories": "Symbology"})
    renderer, rules, symbols = _rule_renderer()
    _add_rule(rules, 0, "Area", "")
    edge = _simple_fill(_GROUND, "no") | _outline(_EDGE, "solid", "0.2")
    _add_symbol(symbols, "0", "fill", [("SimpleFill", edge, None)])
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
    if control.status is Status.NO_DATA:
        return [("SimpleFill", _simple_fill(WHITE, "no"), None)]
    colour = atlas.actors[control.holder].colour
    ground: _Part = ("SimpleFill", _simple_fill(colour, "solid"), None)
    rivals = [atlas.actors[rival].colour for rival in control.rivals]
    if control.status is Status.CONTESTED:
        return [ground, *(_lines(c, "45", 2.6, 1.1, n) for n, c in enumerate(rivals))]
    if control.status is Status.SHARED:
        return [ground, *(_lines(c, "0", 5.0, 2.5, n) for n, c in enumerate(rivals))]
    if control.status is Status.EVACUATING:
        return [ground, ("SimpleFill", _simple_fill(WHITE, "dense6"), None)]
    if control.status is Status.UNKNOWN:
        return [ground, ("SimpleFill", _simple_fill(_EDGE, "diagonal_x"), None)]
    return [ground]


def _lines(colour: str, angle: str, distance: float, width: float, number: int) -> _Part:
    """Return lines in a rival's colour; further rivals' lie beside the first's."""
    pattern = {
        "angle": angle,
        "distance": f"{distance * (1 + 0.6 * number):g}",
        "distance_unit": "MM",
        "offset": f"{width * number:g}",
        "offset_unit": "MM",
        "line_width": f"{width:g}",
        "line_width_unit": "MM",
        "color": _rgba(colour),
    }
    line = {"line_color": _rgba(colour), "line_style": "solid", "line_width": f"{width:g}"}
    return "LinePatternFill", pattern, _line(line)


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
    for number, (of, properties, repeated) in enumerate(parts):
        layer = _add_part(symbol, of, properties)
        if repeated is not None:
            inner = _symbol(layer, f"@{name}@{number}", "line")
            _add_part(inner, "SimpleLine", repeated)


def _symbol(parent: ET.Element, name: str, kind: str) -> ET.Element:
    attributes = {"name": name, "type": kind, "alpha": "1", "clip_to_extent": "1"}
    return ET.SubElement(parent, "symbol", attributes | {"force_rhr": "0"})


def _add_part(symbol: ET.Element, of: str, properties: dict[str, str]) -> ET.Element:
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
