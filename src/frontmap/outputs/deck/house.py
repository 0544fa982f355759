"""What a deck is made with: layouts, a theme, and where things stand.

It is our own template, or a house style that somebody gives (`house_style`). A slide asks it for
the placeholder of a role; where a layout has none, a text box stands in its place.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from frontmap.errors import require_package
from frontmap.outputs.deck.layouts import INDICES, own_template
from frontmap.outputs.deck.places import Kind, Place, Places, Role
from frontmap.outputs.deck.theme import accents_of, theme_xml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pptx.opc.package import XmlPart
    from pptx.presentation import Presentation as Deck
    from pptx.slide import SlideLayout

    from frontmap.atlas import Atlas

__all__ = ["House", "opened_deck", "own_house", "tidy_notes"]

_DATE = "dt"


@dataclass(frozen=True)
class House:
    """What a deck is made with.

    Attributes:
        deck: the deck, at first without slides.
        places: where things stand.
        layouts: the layout of each kind of slide.
        indices: for each kind, the numbers of the placeholders that its layout has, by role.
        accents: the colours that stand in the theme, and their names in it; none where the theme
            is somebody else's.
        own: whether it is our own template.
    """

    deck: Deck
    places: Places
    layouts: Mapping[Kind, SlideLayout]
    indices: Mapping[Kind, Mapping[Role, int]]
    accents: Mapping[str, str] = field(default_factory=dict)
    own: bool = True

    def place(self, kind: Kind, role: Role) -> Place:
        """Return where a text stands on a kind of slide, and how it is set."""
        return self.places.title if role is Role.TITLE else self.places.roles(kind)[role]


def own_house(atlas: Atlas, language: str) -> House:
    """Return our own template, in a language and with the colours of an atlas's actors.

    Raises:
        MissingPackageError: python-pptx is not installed.
    """
    accents = accents_of(atlas.actors.values())
    places = Places(language)
    deck = opened_deck(own_template(places, accents))
    tidy_notes(deck, accents)
    layouts = dict(zip(Kind, deck.slide_layouts, strict=True))
    indices = {
        kind: {role: INDICES[role] for role in (Role.TITLE, *places.roles(kind))} for kind in Kind
    }
    return House(deck, places, layouts, indices, accents)


def opened_deck(content: bytes) -> Deck:
    """Return the deck that a .pptx holds.

    Raises:
        MissingPackageError: python-pptx is not installed.
    """
    require_package("pptx", extra="slides", what="slides")
    from pptx import Presentation  # noqa: PLC0415 - an extra

    return Presentation(io.BytesIO(content))


def tidy_notes(deck: Deck, accents: Mapping[str, str]) -> None:
    """Give a deck pages of notes with our theme, without the day on which they are opened.

    python-pptx makes them when they are first asked for, and does not list them in the
    presentation, as ECMA-376, part 1, 19.2.1.26 wants it.
    """
    from pptx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415 - an extra
    from pptx.oxml import parse_xml  # noqa: PLC0415

    root = deck.element
    if root.find("{*}notesMasterIdLst") is not None:
        return
    master = deck.notes_master
    tree = master.shapes._spTree  # noqa: SLF001 - no public way to the XML
    for shape in list(tree.iter("{*}sp")):
        if any(place.get("type") == _DATE for place in shape.iter("{*}ph")):
            shape.getparent().remove(shape)
    theme = cast("XmlPart", master.part.part_related_by(RELATIONSHIP_TYPE.THEME))
    theme._element = parse_xml(theme_xml(accents))  # noqa: SLF001 - no public way
    key = deck.part.relate_to(master.part, RELATIONSHIP_TYPE.NOTES_MASTER)
    listed = parse_xml(
        '<p:notesMasterIdLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        f'<p:notesMasterId r:id="{key}"/></p:notesMasterIdLst>'
    )
    root.find("{*}sldMasterIdLst").addnext(listed)
