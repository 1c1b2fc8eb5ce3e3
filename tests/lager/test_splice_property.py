"""Random records in every style that people write, random edits: what was not edited stays to the letter."""

import copy
import difflib
import re
from collections.abc import Iterator

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from drogscen_cli.core.errors import ProtectedError
from drogscen_cli.core.fynd import Vag
from drogscen_cli.lager.splice import Append, Set, splice
from drogscen_cli.lager.yamlfil import Tree, read

WORDS = ("Deltagare", "två ord", "2023-02-05", "3", "å – ö", "http://x.se/a#b", "'kolon: i text'", '"# ej kommentar"')
FLOW_WORDS = ("Deltagare", "två ord", "2023-02-05", "null", "'a, b'", '"]"')
KEYS = ("titel", "agare", "orsak", "atgard", "period", "x-y", '"citerad nyckel"')
NEW = st.sampled_from(
    ["nytt", "Ny: text", "3", "ja", "", " blank ", "it's", 'sa "hej"', "# nej", "- x", "[a]", "å\u2028ö"]
)
ITEM: st.SearchStrategy[Tree] = NEW | st.just({"nr": "1", "text": "a: b"})
ANY = st.recursive(
    NEW, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NEW.filter(bool), inner, max_size=3)
)


class _Text:
    """Draws one text; every comment is unique, so that a lost one is seen."""

    def __init__(self, data: st.DataObject) -> None:
        self.data = data
        self.comments = 0

    def pick(self, *choices: str) -> str:
        return self.data.draw(st.sampled_from(choices))

    def comment(self) -> str:
        if self.pick("", "", "#") == "":
            return ""
        self.comments += 1
        return f"{self.pick(' ', '   ')}# k{self.comments}."

    def between(self, indent: str) -> Iterator[str]:
        for _ in range(self.data.draw(st.sampled_from([0, 0, 0, 1, 2]))):
            yield self.pick("", indent, "") + self.comment().strip()

    def flow(self, depth: int) -> str:
        kind = self.pick("word", "word", "list", "map") if depth else "word"
        if kind == "word":
            return self.pick(*FLOW_WORDS)
        inner = [self.flow(depth - 1) for _ in range(self.data.draw(st.integers(0, 3)))]
        if kind == "list":
            return f"[{self.pick(', ', ',  ').join(inner)}]"
        return "{" + ", ".join(f"{key}: {value}" for key, value in zip("abc", inner, strict=False)) + "}"

    def value(self, indent: str, depth: int) -> list[str]:
        kind = self.pick(
            "word", "word", "word", "none", "literal", "flow", "below", *(("list", "map") if depth else ())
        )
        match kind:
            case "word":
                return [f" {self.pick('', '  ')}{self.pick(*WORDS)}{self.comment()}"]
            case "none":
                return [self.pick("", " ", " null", " ~") + self.comment()]
            case "literal":
                lines = [self.pick("text", "", "  mer # text", "- x") for _ in range(2)]
                head = f" {self.pick('|', '|-', '|+', '>', '>-')}{self.comment()}"
                return [head, f"{indent}  rad", *(f"{indent}  {line}".rstrip() for line in lines)]
            case "flow":
                return [f" {self.flow(2)}{self.comment()}"]
            case "below":
                return ["", f"{indent}    {self.pick(*WORDS)}{self.comment()}"]
            case "list":
                return [self.comment(), *self.items(indent + self.pick("", "  ", "    "), depth - 1)]
            case _:
                return [self.comment(), *self.mapping(indent + self.pick("  ", "    "), depth - 1)]

    def items(self, indent: str, depth: int) -> Iterator[str]:
        for _ in range(self.data.draw(st.integers(1, 3))):
            if depth and self.pick("plain", "map") == "map":
                dash = "-" + self.pick(" ", "   ")
                first, *rest = self.mapping(indent + " " * len(dash), depth - 1, lead=False)
                yield from (f"{indent}{dash}{first.lstrip(' ')}", *rest)
            else:
                yield f"{indent}- {self.pick(self.flow(2), *WORDS)}{self.comment()}"
            yield from self.between(indent)

    def mapping(self, indent: str, depth: int, *, lead: bool = True) -> Iterator[str]:
        if lead:
            yield from self.between(indent)
        for key in self.data.draw(st.lists(st.sampled_from(KEYS), min_size=1, max_size=4, unique=True)):
            first, *rest = self.value(indent, depth)
            yield f"{indent}{key}:{first}"
            yield from rest
            yield from self.between(indent)

    def text(self) -> str:
        newline = self.pick("\n", "\n", "\r\n")
        lines = [*(["---"] if self.pick("", "", "---") else []), *self.mapping("", 3)]
        return self.pick("", "", "\ufeff") + newline.join(lines) + self.pick(newline, newline, "")


def _paths(tree: Tree, vag: Vag = ()) -> Iterator[tuple[Vag, Tree]]:
    yield vag, tree
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from _paths(value, (*vag, key))
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            yield from _paths(value, (*vag, index))


def _put(tree: Tree, vag: Vag, value: Tree) -> None:
    *path, last = vag
    for step in path:
        tree = tree[step]  # type: ignore[index]  # the path was taken from the tree
    tree[last] = value  # type: ignore[index]  # the path was taken from the tree


def _at(tree: Tree, vag: Vag) -> list[Tree]:
    for step in vag:
        tree = tree[step]  # type: ignore[index]  # the path was taken from the tree
    assert isinstance(tree, list)
    return tree


def _record(data: st.DataObject) -> tuple[str, Tree]:
    text = _Text(data).text()
    inlast = read("f.yaml", text.encode())
    assume(not inlast.fynd)
    return text, inlast.data


def _comments(text: str) -> list[str]:
    return re.findall(r"# k\d+\.", text)


def _changed(before: str, after: str) -> tuple[int, int]:
    """How many lines went and how many came."""
    diff = list(difflib.unified_diff(_lines(before), _lines(after), n=0, lineterm=""))[2:]
    return sum(line.startswith("-") for line in diff), sum(line.startswith("+") for line in diff)


def _lines(text: str) -> list[str]:
    return re.split(r"\r\n|\n", text.strip("\ufeff").removesuffix("\n").removesuffix("\r"))


def _newlines(text: str) -> set[str]:
    return set(re.findall(r"\r\n|\r|\n", text))


def _check(text: str, after: str, wanted: Tree) -> None:
    assert read("f.yaml", after.encode()).data == wanted
    assert _comments(after) == _comments(text)
    assert _newlines(after) <= (_newlines(text) or {"\n"})
    assert after.startswith("\ufeff") == text.startswith("\ufeff")
    assert after.endswith(("\n", "\r\n")) == text.endswith(("\n", "\r\n")) or "|" in text or ">" in text


many = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@many
@given(st.data())
def test_a_scalar_set_over_another_changes_its_line_and_nothing_else(data: st.DataObject) -> None:
    text, tree = _record(data)
    leaves = [vag for vag, value in _paths(tree) if not isinstance(value, (dict, list)) and "\n" not in (value or "")]
    assume(leaves)
    vag, value = data.draw(st.sampled_from(leaves)), data.draw(NEW)
    wanted = copy.deepcopy(tree)
    _put(wanted, vag, value)
    after = splice(text, [Set(vag, value)])
    _check(text, after, wanted)
    if not re.search(r"[|>]", text):
        assert _changed(text, after) == ((0, 0) if wanted == tree else (1, 1))


@many
@given(st.data())
def test_an_emptied_field_keeps_its_key_and_every_comment(data: st.DataObject) -> None:
    text, tree = _record(data)
    leaves = [vag for vag, value in _paths(tree) if isinstance(value, str)]
    assume(leaves)
    vag = data.draw(st.sampled_from(leaves))
    wanted = copy.deepcopy(tree)
    _put(wanted, vag, None)
    _check(text, splice(text, [Set(vag, None)]), wanted)


@many
@given(st.data())
def test_a_new_field_adds_one_line_or_stands_in_the_brackets(data: st.DataObject) -> None:
    text, tree = _record(data)
    mappings = [vag for vag, value in _paths(tree) if isinstance(value, dict)]
    vag, value = data.draw(st.sampled_from(mappings)), data.draw(NEW)
    order = {tuple(step for step in vag if isinstance(step, str)): data.draw(st.permutations([*KEYS, "ny"]))}
    wanted = copy.deepcopy(tree)
    _put(wanted, (*vag, "ny"), value)
    after = splice(text, [Set((*vag, "ny"), value)], order=order)
    _check(text, after, wanted)
    if text.endswith("\n"):
        assert _changed(text, after) in {(0, 1), (1, 1)}


@many
@given(st.data())
def test_an_appended_item_follows_the_last_one(data: st.DataObject) -> None:
    text, tree = _record(data)
    lists = [vag for vag, value in _paths(tree) if isinstance(value, list)]
    assume(lists)
    vag, item = data.draw(st.sampled_from(lists)), data.draw(ITEM)
    wanted = copy.deepcopy(tree)
    _put(wanted, vag, [*_at(wanted, vag), item])
    _check(text, splice(text, [Append(vag, item)]), wanted)


@many
@given(st.data(), ANY)
def test_any_value_can_be_set_anywhere_unless_a_comment_is_in_the_way(data: st.DataObject, value: Tree) -> None:
    text, tree = _record(data)
    vag = data.draw(st.sampled_from([vag for vag, _ in _paths(tree) if vag]))
    wanted = copy.deepcopy(tree)
    _put(wanted, vag, value)
    try:
        after = splice(text, [Set(vag, value)])
    except ProtectedError:
        assert "# k" in text
    else:
        _check(text, after, wanted)


@many
@given(st.data())
def test_edits_one_after_another_keep_what_the_others_made(data: st.DataObject) -> None:
    text, tree = _record(data)
    leaves = [vag for vag, value in _paths(tree) if not isinstance(value, (dict, list))]
    assume(leaves)
    edits = [Set(vag, data.draw(NEW)) for vag in data.draw(st.lists(st.sampled_from(leaves), min_size=2, max_size=4))]
    wanted = copy.deepcopy(tree)
    for edit in edits:
        _put(wanted, edit.vag, edit.value)  # type: ignore[arg-type]  # NEW are strings
    _check(text, splice(text, edits), wanted)
