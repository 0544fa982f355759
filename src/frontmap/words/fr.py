"""frontmap's own words in French.

A no-break space (U+00A0) stands before a colon and inside quotation marks; a narrow one (U+202F)
before a semicolon, a question mark and an exclamation mark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontmap.words.language import Language

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["LANGUAGE", "WORDS"]

LANGUAGE = Language(
    tag="fr",
    locale="fr-FR",
    name="Français",
    mark="FR",
    direction="ltr",
    semicolon="\u202f; ",
    colon="\u00a0: ",
    quotes=("«\u00a0", "\u00a0»"),
    decimal=",",
    thousands="\u202f",
    first_of_month="1er",
    months=(
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
)

#: Key to text. A key is `topic.word`; a definition is `topic.word.definition`.
WORDS: Mapping[str, str] = {
    # The actor that is always there.
    "actor.unknown": "Inconnu",
    # What a new atlas says of itself.
    "new.title": "Atlas de {file}",
    "new.outlines": "Contours\u00a0: {file}",
    "new.sources": "{file}\u202f; contours\u00a0: {outlines}",
    "new.streets": "{credit}\u202f; rues\u00a0: {file}",
    "new.areas": "Zones",
    "new.record": "Les données",
    "new.party": "Partie {letter}",
    "new.confidence": "La fiabilité est celle de {file}.",
    "new.row": "{file}, ligne {row}\u00a0: «\u00a0{holder}\u00a0»",
    "new.event": "{file}, ligne {row}\u00a0: «\u00a0{said}\u00a0»",
    # Status: the word, and what it means.
    "status.held": "tenu",
    "status.held.definition": (
        "une seule partie est présente, et aucune déclaration n’y place un rival"
    ),
    "status.contested": "contesté",
    "status.contested.definition": (
        "une déclaration y place un rival\u202f; le détenteur en a la plus grande partie, ou "
        "s’y trouvait avant"
    ),
    "status.shared": "partagé",
    "status.shared.definition": "deux camps y sont présents d’un commun accord",
    "status.evacuating": "en cours d’évacuation",
    "status.evacuating.definition": (
        "un accord est en cours d’application\u202f; la couleur est celle de ceux qui partent"
    ),
    "status.unknown": "inconnu",
    "status.unknown.definition": "les sources examinées ne permettent pas de dire qui s’y trouve",
    "status.no_data": "aucune donnée",
    "status.no_data.definition": "les sources ne disent rien de ce jour",
    # Confidence.
    "confidence": "fiabilité",
    "confidence.high": "élevée",
    "confidence.medium": "moyenne",
    "confidence.low": "faible",
    "confidence.assumed": "supposée",
    # Outlines.
    "outline.official": "contour officiel",
    "outline.derived": "contour tiré de contours officiels",
    "outline.schematic": "contour schématique",
    "outline.schematic.definition": "une forme plausible, faute de tracé officiel",
    # The legend.
    "legend": "Légende",
    "legend.actors": "Qui tient la zone",
    "legend.statuses": "Statut",
    "legend.lines": "Lignes et teintes",
    "legend.codes": "Abréviations sur la carte",
    "legend.front_today": "ligne de front du jour",
    "legend.front_today.definition": "parties hostiles de part et d’autre",
    "legend.front_yesterday": "ligne de front de la veille, disparue",
    "legend.changed": "changé ce jour-là",
    "legend.uncertain": "plus clair, avec «\u00a0?\u00a0»",
    "legend.uncertain.definition": "fiabilité faible, ou jour du changement incertain",
    "legend.uncertain.brief": "fiabilité faible, ou jour incertain",
    "legend.assumed": "plus clair encore, entre parenthèses",
    "legend.assumed.definition": (
        "situation supposée\u00a0: une déclaration qui ne nomme aucune zone, ou aucune déclaration"
    ),
    "legend.assumed.brief": "situation supposée",
    # Les événements signalés.
    "event.marks": "événements signalés",
    "event.marks.count": "événements signalés ({count} ce jour-là)",
    "event.places.count": "à propos d’un lieu ({count} ce jour-là)",
    "event.marks.definition": (
        "cercle vide\u00a0: jour ou lieu imprécis\u202f; un nombre en compte plusieurs"
    ),
    "event.outside": "dont {count} hors de la carte",
    "event.here": "Événements signalés ici ce jour-là",
    "slider_needs": (
        "Cette page a un curseur qui mène de jour en jour. Il lui faut un navigateur de 2022 ou "
        "plus récent, scripts activés\u202f; l’aperçu d’une messagerie ne montre que ce jour."
    ),
    "front_unknown_inside": "à l’intérieur d’une zone, le tracé de la ligne n’est pas connu",
    # Around the map.
    "map.end_of_day": "situation à la fin de la journée",
    "map.annotations": "Textes courts sur la carte",
    "map.north": "N",
    "map.locator": "Localisation",
    "map.atlas": "Atlas",
    "map.source": "Source",
    "map.licence": "Licence des données",
    "map.description": "Carte de qui tenait chaque zone à la fin de la journée",
    "as_told_by": "récit de",
    "unit.km": "km",
    "unit.m": "m",
    "unit.km2": "km²",
    # What tables and cards call their columns.
    "area": "zone",
    "holder": "détenteur",
    "status": "statut",
    "rivals": "rivaux",
    "since": "depuis",
    "since_or_earlier": "ou avant",
    "note": "note",
    "evidence": "éléments à l’appui",
    "claim": "déclaration",
    "voice": "voix",
    "source": "source",
    "sources": "sources",
    "date": "date",
    "changes_today": "Ce qui a changé ce jour-là",
    "changes_since": "Ce qui a changé depuis le {day}",
    "no_changes_since": "Rien n’a changé depuis le {day}",
    "no_changes_today": "Rien n’a changé ce jour-là",
    "no_day_before": (
        "L’atlas ne dit rien du jour précédent\u00a0: ce qui a changé n’est pas connu"
    ),
    "headline.held": "désormais aux mains de : {actor}",
    "headline.now": "désormais : {state}",
    "headline.one_side": "Selon le récit d’un seul camp ({side}) : {told}",
    "outline_moved": "contour déplacé",
    "nobody.gained": "personne n’a gagné de terrain",
    "nobody.lost": "personne n’a perdu de terrain",
    "outside_episodes": "aucune donnée\u00a0: l’atlas ne couvre pas ce jour",
    "began": "début",
    "front": "Front",
    "front.opened": "front ouvert",
    "front.closed": "front refermé",
    "gained": "gagné",
    "lost": "perdu",
    "pocket.split": "une poche s’est scindée",
    "pocket.merged": "des poches se sont rejointes",
    "account.said": "dernière mention",
    "account.age": "jours depuis la dernière mention",
    "account.differ": "Les voix de ce camp divergent",
    "why.distance": "écart en jours",
    # Why: the reasons for a cell.
    "why.carrying": "Déclarations à l’appui",
    "why.general": "Déclarations qui ne nomment aucune zone, sur lesquelles cela repose",
    "why.disagreeing": "Déclarations contraires",
    "why.others": "Autres déclarations citées",
    "why.before": "Dernier élément jusqu’à ce jour",
    "why.after": "Premier élément après ce jour",
    "why.none": "aucun",
    "compare.same": "Les deux récits concordent.",
    # The written rules of confidence, by the key that `grading` gives.
    "grade.ruled": "fixée à la main\u202f; la note dit pourquoi",
    "grade.two_parties": "deux parties indépendantes l’étayent",
    "grade.admits": "un camp le dit de sa propre perte",
    "grade.one_party": "une seule partie l’étaye, et non en sa faveur",
    "grade.own_favour": "seules l’étayent des voix en leur propre faveur",
    "grade.disagree": "les déclarations se contredisent",
    "grade.unnamed": "seules l’étayent des voix sans nom",
    "grade.no_area": "seule une déclaration qui ne nomme aucune zone",
    "grade.no_claim": "aucune déclaration ne l’étaye",
    # Where a text is not there in the language asked for, the language it is shown in is named.
    "in_language": "en {language}",
    "language.ar": "arabe",
    "language.de": "allemand",
    "language.en": "anglais",
    "language.es": "espagnol",
    "language.fa": "persan",
    "language.fr": "français",
    "language.he": "hébreu",
    "language.it": "italien",
    "language.ku": "kurde",
    "language.pt": "portugais",
    "language.ru": "russe",
    "language.tr": "turc",
    "language.uk": "ukrainien",
    "language.zh": "chinois",
    "language.other": "langue «\u00a0{tag}\u00a0»",
    # Vague dates.
    "span.or": "ou",
    "span.about": "vers le",
    "span.days": "du {first} au {last}",
    "span.between": "entre le {first} et le {last}",
    # What the page says besides.
    "page.slider": "Jour\u202f; le graphique montre les km² par détenteur",
    "page.previous_day": "Jour précédent",
    "page.next_day": "Jour suivant",
    "page.previous_change": "Changement précédent",
    "page.next_change": "Changement suivant",
    "page.play": "Lecture",
    "page.pause": "Pause",
    "page.typed": "Jour, par exemple 2018-05-03 ou 3 mai 2018",
    "page.no_such_day": "ce n’est pas un jour\u202f; écrivez-le ainsi\u00a0: 2018-05-03",
    "page.episodes": "Épisodes",
    "page.own_reading": "cet atlas, toutes déclarations pesées",
    "page.side": "toutes les voix de\u00a0: {name}",
    "page.banner": (
        "Ceci n’est qu’une version des faits\u00a0: seul ce qu’elle dit est dessiné, et là où "
        "elle ne dit rien, la carte reste vide."
    ),
    "page.compare_with": "comparer avec",
    "page.part_only": (
        "une partie serait tenue par {name}\u202f; il n’est pas dit qui tient le reste"
    ),
    "page.beyond": (
        "Le {day} n’est pas dans l’atlas, qui couvre {days}. Le jour le plus proche est affiché."
    ),
    "page.not_understood": "Non compris dans l’adresse\u00a0: {parts}",
    "page.back_to_own": "Revenir à la lecture de l’atlas",
    "page.claims_today": "Ce qui a été dit de ce jour",
    "page.opens_today": "L’atlas couvre cet épisode à partir de ce jour",
    "page.from_to": "{name}\u00a0: de «\u00a0{before}\u00a0» à «\u00a0{after}\u00a0»",
    "page.many_changed": "Zones qui ont changé\u00a0: {count}",
    "page.last_day": "Dernier jour de cet épisode",
    "page.plays_until": "Lecture jusqu’au {day}",
    "page.more": "et {count} de plus",
    "page.no_carrying": "Aucune déclaration ne l’étaye",
    "page.no_evidence": "Cet atlas n’a pas de déclarations à montrer",
    "page.via": "relayé par",
    "page.differs": "Raconté autrement par",
    "page.history": "Toute l’histoire de cette zone",
    "page.close": "Fermer",
    "page.front": "front",
    "page.front_total": "Front au total",
    "page.in_words": "La carte en mots",
    "page.stretch": "{length}\u00a0: {one} ({areas}) face à {other} ({others})",
    "page.stretch_inside": "{length}\u00a0: {one}, entre {areas}",
    "page.reaches": "de {from} ({way}) à {to} ({back})",
    "page.stretches": "Front au total\u00a0: {length}\u202f; tronçons\u00a0: {count}",
    "page.no_front": "Pas de front ce jour-là",
    "page.way.n": "nord",
    "page.way.ne": "nord-est",
    "page.way.e": "est",
    "page.way.se": "sud-est",
    "page.way.s": "sud",
    "page.way.sw": "sud-ouest",
    "page.way.w": "ouest",
    "page.way.nw": "nord-ouest",
    "page.language": "Langue",
    "page.panel": "Le jour et ses sources",
    "page.days": "Jours",
    "page.chart": "km² par détenteur, toutes les zones\u202f; motifs comme sur la carte",
    "page.all_areas": "Toutes les zones ce jour-là",
    "page.parties": "Qui sont les parties",
    "page.sources": "Sources",
    "page.on_paper": (
        "Les sources et ce qui a été dit ce jour-là s’impriment aussi si «\u00a0Sources\u00a0» est"
        " ouvert."
    ),
    "page.confidence.high": "fiabilité élevée",
    "page.confidence.medium": "fiabilité moyenne",
    "page.confidence.low": "fiabilité faible",
    "page.confidence.assumed": "situation supposée",
    "page.legend": "Légende",
    "page.on_map": "Sur la carte ce jour-là",
    "page.zoom_in": "Agrandir",
    "page.zoom_out": "Réduire",
    "page.whole_map": "Toute la carte",
    "page.hint_wheel": "Ctrl ou ⌘ et la molette agrandissent la carte",
    "page.hint_fingers": "Deux doigts déplacent la carte",
    "page.search": "Rechercher\u00a0: zone, partie, lieu ou jour",
    "page.party": "partie",
    "page.place": "lieu",
    "page.nothing_found": "Rien trouvé",
    "page.holds_nothing": "ne tient aucune zone ce jour-là",
    "page.several_days": (
        "plusieurs jours possibles\u00a0: {days}\u202f; écrivez le bon ainsi\u00a0: 2018-05-03"
    ),
    "page.take_away": "Emporter",
    "page.take_link": "Copier un lien vers cette vue",
    "page.take_png": "Image de ce jour (PNG)",
    "page.take_svg": "Dessin de ce jour (SVG)",
    "page.take_csv": "Tableau de ce jour (CSV)",
    "page.take_cite": "Copier ce jour en une phrase, avec sa source",
    "page.take_embed": "Copier le code qui intègre cette page",
    "page.taken": "Fichier\u00a0: {name}",
    "page.copied": "Copié",
    "page.copy_by_hand": "À copier à la main\u00a0:",
    "page.version": "version",
    "page.doubt": "en doute",
    "page.help": "Comment lire cette carte",
    "page.read_map": (
        "Chaque couleur est une partie. Des rayures sont deux parties dans une zone, une "
        "teinte plus pâle est moins sûre, un trait épais et sombre est le front, et le jaune "
        "est ce qui a changé ce jour-là."
    ),
    "page.read_time": (
        "Déplacez le curseur sous la carte pour passer d’un jour à l’autre, ou lancez la "
        "lecture. Touchez une zone pour voir qui la tient, depuis quand, et qui le dit."
    ),
    "page.next_step": "Suivant",
    "page.understood": "Compris",
    "page.key_names": "Page ↑|Page ↓|Début|Fin|Espace|Entrée|Échap",
    "page.key_day": "jour par jour",
    "page.key_change": "d’un changement à l’autre",
    "page.key_end": "premier et dernier jour",
    "page.key_neighbour": "sur la carte\u00a0: la zone voisine",
    "page.key_open": "sur la carte\u00a0: ouvrir la zone",
    "page.offline": "Ce fichier ne demande rien au réseau.",
    "page.tiles": "Ce fichier demande des tuiles de carte à {host}.",
    # Claims.
    "kind.control": "contrôle",
    "kind.clash": "affrontement",
    "kind.agreement": "accord",
    "kind.evacuation": "évacuation",
    "kind.displacement": "déplacement de population",
    "kind.siege": "siège",
    "kind.damage": "destructions",
    "kind.casualties": "pertes humaines",
    "kind.force": "forces",
    "kind.context": "contexte",
    "stance.asserts": "dit",
    "stance.denies": "dément",
    "stance.repeats": "répète",
    "stance.corrects": "rectifie",
    "stance.left": "dit qu’ils sont partis",
    # Where in its source a claim stands; a number may follow each.
    "locator.and": " et ",
    "locator.answer": "réponse",
    "locator.box": "encadré",
    "locator.caption": "légende de l’image",
    "locator.comment": "commentaire",
    "locator.date": "date",
    "locator.editors_note": "note de la rédaction",
    "locator.excerpt": "extrait",
    "locator.infobox": "encadré de synthèse",
    "locator.introduction": "introduction",
    "locator.item": "élément",
    "locator.last_sentence": "dernière phrase",
    "locator.line": "ligne",
    "locator.losses": "pertes",
    "locator.main_events": "événements principaux",
    "locator.map_note": "note sur la carte",
    "locator.note": "note",
    "locator.opening": "début du texte",
    "locator.page": "page",
    "locator.para": "paragraphe",
    "locator.paras": "paragraphes",
    "locator.point": "point",
    "locator.result": "résultat",
    "locator.second_address": "second discours",
    "locator.section": "section",
    "locator.sentence": "phrase",
    "locator.sentences": "phrases",
    "locator.statement": "communiqué",
    "locator.title": "titre",
    "locator.to": " à ",
    # Pictures of several days.
    "sheet.end_of_days": "situation à la fin de chaque journée",
    "sheet.changed": "changé depuis la carte précédente",
    "sheet.front_before": "ligne de front de la carte précédente, disparue",
    "sheet.before": "Avant",
    "sheet.after": "Après",
    "sheet.count": "zones changées",
    # Slides and handouts.
    "lesson.question": "La question de cette leçon",
    "lesson.since_before": "Ce qui a changé depuis la diapositive précédente",
    "lesson.changed": "changé depuis la diapositive précédente",
    "lesson.front_before": "ligne de front de la diapositive précédente, disparue",
    "lesson.not_known": "inconnu\u00a0: aucune zone n’a de données pour les deux jours",
    "lesson.method_alone": "Méthode",
    "lesson.who_holds": "Qui tient quoi",
    "lesson.areas": "zones",
    "lesson.claims": "Ce qui a été dit de ce jour",
    "lesson.claims.about": (
        "Tout ce qui suit est déclaration\u00a0: quelqu’un le dit. Là où le texte nomme qui "
        "parle, demandez au nom de qui."
    ),
    "lesson.who_says": "Qui le dit\u202f?",
    "lesson.who_gains": "À qui cela profite-t-il, si on le croit\u202f?",
    "lesson.no_claims": "Aucune déclaration n’est datée de ce jour",
    "lesson.number": "N\u00ba",
    "lesson.map": "sur la carte",
    "lesson.blank": "Carte à colorier",
    "lesson.blank.about": (
        "Choisissez une couleur pour chaque partie dans la légende. Coloriez les zones d’après la "
        "carte de la page {page}, en rayures là où deux parties se trouvent dans une même zone, et "
        "tracez la ligne où se rencontrent des parties hostiles."
    ),
    "lesson.key": "Légende",
    "lesson.answers": "Réponses",
    "lesson.page": "page",
    "lesson.short_names": "Abréviations",
    "lesson.full_citations": "Sources complètes",
    "lesson.undated": "sans date",
    # Decks.
    "deck.title": "Titre",
    "deck.subtitle": "Sous-titre",
    "deck.text": "Texte",
    "deck.chart": "Graphique",
    "deck.number": "Numéro de diapositive",
    "layout.opening": "Ouverture",
    "layout.map": "Carte d’un jour",
    "layout.pair": "Deux cartes",
    "layout.chart": "Graphique",
    "layout.sources": "Texte sur deux colonnes",
    "layout.method": "Texte",
    "layout.plain": "Titre seul",
    "deck.sentence": (
        "Les cartes montrent qui tenait chaque zone, dates extrêmes\u00a0: {first} et {last}. "
        "Chacune montre la fin de sa journée. Cartes\u00a0: {count}"
    ),
    "deck.sentence.one": (
        "La carte montre qui tenait chaque zone à la fin de la journée\u00a0: {day}."
    ),
    "deck.evidence": "Éléments de preuve\u00a0: {day}",
    "deck.whole_evidence": (
        "Tous les éléments de preuve se trouvent sur des diapositives masquées à la fin de la "
        "présentation\u00a0: {title}"
    ),
    "deck.further_sources": (
        "Autres sources, sur des diapositives masquées à la fin de la présentation\u00a0: {count}"
    ),
    "deck.km2": "km² tenus par chaque partie\u00a0: {first} – {last}",
    "deck.km2.about": (
        "tenus ou en cours d’évacuation\u202f; ce qui est contesté ou partagé est compté à part"
    ),
    "deck.accounts": "Deux récits du même jour\u00a0: {day}",
    "deck.differs": "raconté différemment par les deux",
    "group.streets": "Rues et cours d’eau",
    "group.edges": "Contours des zones",
    "group.labels": "Noms sur la carte",
    "group.scale": "Échelle",
    "group.north": "Nord",
    "group.ground": "Fond de la carte",
    "method.ruling": (
        "Chaque zone de la carte est une lecture de cet atlas, pesée à partir de déclarations. "
        "Une déclaration est ce que dit une voix dans une source\u202f; celles qui se contredisent "
        "sont citées, et non écartées."
    ),
    "method.no_claims": (
        "Chaque zone de la carte est telle que la donne cet atlas. L’atlas ne cite pas de "
        "déclarations sur lesquelles cela repose."
    ),
    "method.account": (
        "Ceci est un seul récit, et non la lecture de cet atlas\u00a0: seul ce qu’il dit est "
        "dessiné, et là où il ne dit rien, la carte reste vide."
    ),
    "method.day": (
        "Une carte montre la situation à la fin de sa journée. Une situation vaut jusqu’à la "
        "lecture suivante."
    ),
    "method.front": (
        "Le front suit les contours de part et d’autre desquels se tiennent des parties "
        "hostiles\u202f; à l’intérieur d’une zone, le tracé de la ligne n’est pas connu."
    ),
    "method.confidence": (
        "La fiabilité est élevée quand deux parties indépendantes étayent un état ou qu’un camp "
        "le dit de sa propre perte, moyenne quand une seule partie l’étaye sans y gagner, faible "
        "quand seules l’étayent des voix en leur propre faveur ou sans nom, ou que les "
        "déclarations se contredisent, supposée quand seule l’étaye une déclaration qui ne "
        "nomme aucune zone, ou aucune."
    ),
}
