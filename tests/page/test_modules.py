from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING

import pytest
from programs import linted

from frontmap.page import modules
from frontmap.page.element import scripts_of
from frontmap.page.modules import join_modules, minified_style, read_asset, script

if TYPE_CHECKING:
    from pathlib import Path


PAINTERS = [
    scripts_of(areas, small=areas == 1, events=events)
    for areas in (1, 100_000)
    for events in (False, True)
]


def test_a_module_is_joined_once_and_after_what_it_imports() -> None:
    joined = join_modules("page/start.mjs")
    assert joined.count("function writtenDay(") == 1
    assert joined.index("function h(") < joined.index("function card(")
    assert not re.search(r"^(import|export)\b", joined, re.MULTILINE)


def test_a_module_that_imports_in_another_way_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(modules, "read_asset", lambda _name: 'import * as all from "./b.mjs";\n')
    with pytest.raises(ValueError, match="cannot be joined"):
        join_modules("a.mjs")


@pytest.mark.parametrize("names", PAINTERS)
def test_the_script_is_one_function_that_cannot_end_its_element(names: tuple[str, ...]) -> None:
    code = script(*names)
    assert code.startswith("function(")
    assert code.endswith("}")
    assert "</script" not in code.lower()
    assert len(code) < len(join_modules("page/start.mjs", *names[2:])) / 2


def test_texts_and_templates_are_the_same_in_the_minified_script() -> None:
    code = script(*PAINTERS[0])
    for text in ("Leaflet © 2010–2022", "] · [", " 24 24", "%3A", "rgb(255 255 255 / 75%)"):
        assert (text in code) == (text in join_modules("page/start.mjs", *PAINTERS[0][2:]))
    assert "`translateX(${" in code


def test_where_no_minifier_is_the_page_has_the_files_as_they_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "minify", None)
    code = script.__wrapped__(*PAINTERS[0])
    assert code.startswith("function (leaflet, map, root, text) {\n")
    call = "start(leaflet, map, root, text, { Painter: SvgPainter, open: openSmall });"
    assert code.endswith(f"{call}\n}}")
    assert minified_style.__wrapped__("a {\n}\n") == "a {\n}\n"


def test_a_style_sheet_is_shorter_and_says_the_same() -> None:
    style = "/* why */\n.a > .b {\n  margin: 0 auto;\n  color: #ffffff;\n}\n"
    assert minified_style(style) == ".a>.b{margin:0 auto;color:#fff}"


def test_a_file_of_the_page_is_read_with_unix_line_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "assets" / "map").mkdir(parents=True)
    (tmp_path / "assets" / "map" / "a.mjs").write_bytes("one\r\n«two»\r\n".encode())
    monkeypatch.setattr(modules, "files", lambda _package: tmp_path)
    assert read_asset("map/a.mjs") == "one\n«two»\n"


def in_these_files(monkeypatch: pytest.MonkeyPatch, **sources: str) -> None:
    """Let the page have these modules of the folder `page` instead of its own."""
    named = {f"page/{name}.mjs": source for name, source in sources.items()}
    monkeypatch.setattr(modules, "read_asset", named.__getitem__)


def test_joined_modules_stand_in_the_order_in_which_they_need_one_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    in_these_files(
        monkeypatch,
        a='import { b } from "./b.mjs";\nimport {\n  c,\n} from "../page/c.mjs";\nb(c);\n',
        b='import { c } from "./c.mjs";\nexport function b() {}\n',
        c="export const c = 1;\nexport async function d() {}\nexport class E {}\n",
    )
    assert join_modules("page/a.mjs", "page/c.mjs") == (
        "const c = 1;\nasync function d() {}\nclass E {}\n\nfunction b() {}\n\nb(c);\n"
    )


@pytest.mark.parametrize("source", ["export default 1;\n", 'export { a } from "./a.mjs";\n'])
def test_a_module_that_exports_in_another_way_is_refused(
    monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    in_these_files(monkeypatch, a=source)
    with pytest.raises(ValueError, match=r"page/a\.mjs imports or exports in a way"):
        join_modules("page/a.mjs")


@pytest.mark.parametrize("text", ["</script>", "</SCRIPT ", "<!--"])
def test_a_script_that_would_end_its_element_is_refused(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    in_these_files(monkeypatch, start=f'export const said = ["{text}"];\n', painter="")
    monkeypatch.setitem(sys.modules, "minify", None)
    with pytest.raises(ValueError, match="would end its element"):
        script.__wrapped__("Painter", "open", "page/painter.mjs")


#: Of ES2022 what Safari 15.4 and Firefox 91 do not read yet: blocks of a class that run when it is
#: made, a look at what stands before, and whether an object has a private name.
TOO_NEW = {
    "StaticBlock": "static {}",
    "Literal[regex.pattern=/\\(\\?<[=!]/]": "(?<=…)",
    "Literal[regex.flags=/[dv]/]": "/…/d, /…/v",
    # and methods of arrays that came later
    "MemberExpression[property.name=/^(findLast|to(Sorted|Reversed|Spliced))$/]": "ES2023",
    "BinaryExpression[operator='in'] > PrivateIdentifier": "#name in object",
}


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str]]:
    """What eslint has against the scripts of all pages, as browsers get them."""
    rules = [{"selector": rule, "message": why} for rule, why in TOO_NEW.items()]
    settings = f"""{{ languageOptions: {{ ecmaVersion: 2022, sourceType: "script" }}, rules: {{
        "no-restricted-syntax": ["error", ...{json.dumps(rules)}],
        "no-use-before-define": ["error",
          {{"functions": false, "classes": false, "variables": false}}] }} }}"""
    all_names = dict.fromkeys([*PAINTERS, scripts_of(1, small=False, events=True)])
    codes = [f"({script(*names)})" for names in all_names]
    return linted(tmp_path_factory.mktemp("judged"), settings, *codes)


def test_the_minified_scripts_use_nothing_before_it_is_there(
    judged: list[tuple[str, str]],
) -> None:
    assert [] == [told for rule, told in judged if rule == "no-use-before-define"]


def test_the_scripts_are_in_a_syntax_that_browsers_of_2022_read(
    judged: list[tuple[str, str]],
) -> None:
    assert [] == [told for rule, told in judged if rule != "no-use-before-define"]


def test_eslint_finds_what_is_too_new_and_what_is_not_there_yet(tmp_path: Path) -> None:
    settings = """{ languageOptions: { ecmaVersion: 2022, sourceType: "script" }, rules: {
        "no-use-before-define": "error" } }"""
    found = linted(tmp_path, settings, "a; let a = 1;", "let b = 1;", "import c;")
    assert ["no-use-before-define", ""] == [rule for rule, _ in found]
