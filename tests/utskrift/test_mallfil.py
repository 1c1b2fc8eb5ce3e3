from pathlib import Path

import pytest

from drogscen_cli.core.errors import NoProjectError, ProtectedError
from drogscen_cli.lager.mallfil import in_folder, shipped_names, templates


def _project(root: Path, **files: bytes) -> Path:
    for name, content in files.items():
        path = root / "mallar" / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return root


def test_the_projects_own_template_wins_and_the_rest_are_the_shipped_ones(tmp_path: Path) -> None:
    find = templates(_project(tmp_path, **{"stil.css": b"body {}"}))
    assert find("stil.css") == "body {}"
    assert find("layout.html.j2") == templates()("layout.html.j2")


def test_the_shipped_templates_are_found_and_named() -> None:
    assert {"layout.html.j2", "stil.css"} <= set(shipped_names())
    assert all(templates()(name) for name in shipped_names())


def test_a_project_without_templates_uses_the_shipped_ones(tmp_path: Path) -> None:
    assert templates(tmp_path)("stil.css") == templates()("stil.css")


@pytest.mark.parametrize(
    "name",
    ["../hemlig.txt", "/etc/passwd", "a/../../hemlig.txt", "", ".", "..", "a//b", ".dold", "a\\b", "C:x", "\0", "mapp"],
)
def test_nothing_outside_the_folder_and_nothing_odd_is_a_template(tmp_path: Path, name: str) -> None:
    (tmp_path / "hemlig.txt").write_text("hemligt", "utf-8")
    _project(tmp_path, **{"a__b": b"x", ".dold": b"x", "mapp__x": b"x"})
    assert in_folder(tmp_path / "mallar")(name) is None


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "hemlig.txt").write_text("hemligt", "utf-8")
    _project(tmp_path, x=b"x")
    (tmp_path / "mallar" / "lage.md.j2").symlink_to(tmp_path / "hemlig.txt")
    with pytest.raises(ProtectedError) as caught:
        templates(tmp_path)("lage.md.j2")
    assert (caught.value.text, caught.value.atgarda) == (
        "mallar/lage.md.j2: filen är en länk till något utanför mappen mallar",
        "Lägg en kopia av filen i mappen i stället för länken.",
    )


def test_windows_line_ends_and_byte_order_mark_do_not_show(tmp_path: Path) -> None:
    _project(tmp_path, x=b"\xef\xbb\xbfa\r\n\xc3\xa5\r\n")
    assert templates(tmp_path)("x") == "a\nå\n"


def test_a_template_in_another_encoding_is_an_error_that_names_it(tmp_path: Path) -> None:
    _project(tmp_path, **{"lage.md.j2": b"\xe5"})
    with pytest.raises(NoProjectError) as caught:
        templates(tmp_path)("lage.md.j2")
    assert (caught.value.text, caught.value.atgarda) == (
        "mallar/lage.md.j2: filen är inte skriven i UTF-8",
        "Spara filen som UTF-8.",
    )


def test_a_template_that_can_not_be_read_is_an_error_that_names_it(tmp_path: Path) -> None:
    too_long = "x" * 300
    with pytest.raises(NoProjectError) as caught:
        templates(tmp_path)(too_long)
    assert (caught.value.text, caught.value.atgarda) == (
        f"mallar/{too_long}: filen går inte att läsa",
        "Kontrollera filens namn och behörigheter.",
    )
