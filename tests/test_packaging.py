"""The product installed in each way that a user may: it starts, and it finds its templates."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from drogscen_cli import __version__

ROOT = Path(__file__).parents[1]


def _run(command: list[str | Path], cwd: Path, **env: str) -> str:
    """Standard output of ``command``, started without anything that this test run has set."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "DROGSCEN", "PIP_"))}
    run = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=clean | env, capture_output=True, encoding="utf-8", check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


def _build(source: Path, target: str, to: Path) -> Path:
    """Build ``source`` as ``wheel`` or ``sdist`` into the folder ``to``; return the one file that came."""
    _run([sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", to], source)
    (built,) = to.iterdir()
    return built


@pytest.fixture(scope="session")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _build(ROOT, "sdist", tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _build(ROOT, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def wheel_from_sdist(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    unpacked = tmp_path_factory.mktemp("unpacked")
    _run([sys.executable, "-m", "tarfile", "-e", sdist, unpacked], unpacked)
    (source,) = unpacked.iterdir()
    return _build(source, "wheel", tmp_path_factory.mktemp("again"))


def _installed(folder: Path, *what: str | Path) -> Path:
    """The console script in a new environment with ``what`` installed, the libraries borrowed from this one.

    The environment's own packages come first on its path, and a path file is not followed inside a borrowed folder,
    so that what is tested is what was just installed.
    """
    venv.create(folder, with_pip=False)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / "python"
    own = Path(_run([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], folder).strip())
    borrowed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (own / "borrowed.pth").write_text("\n".join(sorted(borrowed)), "utf-8")
    offline = ["--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--ignore-installed"]
    _run([sys.executable, "-m", "pip", "--python", python, "install", *offline, *what], folder)
    found = shutil.which("drogscen", path=scripts)
    assert found
    return Path(found)


@pytest.fixture(params=["wheel", "wheel from sdist", "editable", "checkout"])
def drogscen(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., str]:
    """Run the product, installed in one of the ways, far from any project; return its standard output."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    if request.param == "checkout":
        module = [sys.executable, "-m", "drogscen_cli"]
        return lambda *words: _run([*module, *words], elsewhere, PYTHONPATH=str(ROOT / "src"))
    if request.param == "editable":
        script = _installed(tmp_path / "venv", "--editable", ROOT)
    else:
        script = _installed(tmp_path / "venv", request.getfixturevalue(request.param.replace(" ", "_")))
    return lambda *words: _run([script, *words], elsewhere)


def test_the_product_starts_and_finds_its_templates(drogscen: Callable[..., str]) -> None:
    assert __version__ in drogscen("--version")
    assert "lage" in drogscen("mall", "list")
    year = Path(drogscen("init", "prova", "--exempel", "--ingen-spara").strip())
    assert (year / "projekt" / ".schema" / "risk.json").is_file()
    assert (year / ".gitattributes").is_file()
    assert "Trygg park Exempelparken" in drogscen("--projekt", str(year), "--datum", "2023-05-22")


def test_the_wheel_carries_the_code_the_templates_and_the_licence(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    ours = {f"drogscen_cli/{path.relative_to(ROOT).as_posix()}" for path in _files("mallar")}
    ours |= {path.relative_to(ROOT / "src").as_posix() for path in _files("src")}
    assert {name for name in names if "dist-info" not in name} == ours
    assert f"drogscen-{__version__}.dist-info/licenses/LICENSE" in names


def test_both_ways_to_a_wheel_give_the_same_files(wheel: Path, wheel_from_sdist: Path) -> None:
    with zipfile.ZipFile(wheel) as one, zipfile.ZipFile(wheel_from_sdist) as other:
        assert {name: one.read(name) for name in one.namelist()} == {
            name: other.read(name) for name in other.namelist()
        }


def _files(folder: str) -> list[Path]:
    found = (path for path in (ROOT / folder).rglob("*") if path.is_file())
    return [path for path in found if "__pycache__" not in path.parts]
