"""Whatever is written reads back as the same text, here and with PyYAML's own loaders."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from drogscen_cli.lager.emit import Plain, as_read, emit_record, emit_scalar
from drogscen_cli.lager.yamlfil import read

NAUGHTY = ("ja", "NEJ", "no", "y", "~", "null", "<<", "=", "---", "...", "- a", "2023-01-01", "13:30", "1_000", "0x1f")
TEXTS = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=30),
    st.text("ab :#-?'\"\n\\,[]{}&*!|>%@`\t.1e~=<x_ å\u2028\x85\ufeff\x00", max_size=20),
    st.text("a \n", max_size=12),
    st.text("0123456789-:.+_ eExXtTzZ,", max_size=12),
    st.sampled_from(NAUGHTY),
)
SCALARS = st.one_of(
    *(TEXTS, st.integers(), st.booleans(), st.dates(), st.times(), st.none()),
    st.decimals(allow_nan=False, allow_infinity=False, places=2),
)
KEYS = TEXTS.filter(bool)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12
)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(KEYS, VALUES, max_size=5))
def test_a_record_reads_back_as_what_was_written(record: dict[str, Plain]) -> None:
    inlast = read("f.yaml", emit_record(record, comment_header="rubrik").encode())
    assert inlast.data == as_read(record)


@settings(max_examples=500, deadline=None)
@given(TEXTS)
@pytest.mark.parametrize("loader", [yaml.SafeLoader, yaml.CSafeLoader])
def test_text_is_text_for_every_reader_of_yaml_1_1(loader: type[yaml.SafeLoader], text: str) -> None:
    block = yaml.load(emit_record({"a": text, "b": [text, {"c": text}]}), loader)  # noqa: S506 – both are safe loaders
    assert block == {"a": text, "b": [text, {"c": text}]}
    scalar = emit_scalar(text, flow=True)
    flow = yaml.load(f"[{scalar}, {{{scalar}: {scalar}}}]", loader)  # noqa: S506 – both are safe loaders
    assert flow == [text, {text: text}]
