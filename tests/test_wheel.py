"""The wheel, built from the source archive, works by itself and away from the repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.test_extending import FORM, SLUG, plug_in

import atuforms

EXAMPLE = "mooc-placement-certificate.yaml"


@dataclass(frozen=True)
class Installation:
    """An environment with nothing but the wheel; dependencies come from the present one."""

    folder: Path

    def run(self, program: str, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        scripts = self.folder / ("Scripts" if os.name == "nt" else "bin")
        environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
        environment["PYTHONUTF8"] = "1"
        return subprocess.run(
            [str(scripts / program), *arguments],
            cwd=cwd,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )


@pytest.fixture(scope="module")
def wheel(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    # Without --wheel or --sdist, the wheel is built from the source archive: both are proved.
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder)]
    result = subprocess.run([*command, str(repository)], capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installation(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    folder = tmp_path_factory.mktemp("installed") / "env"
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    subprocess.run([*pip, "--no-deps", "--no-index", str(wheel)], check=True)
    paths = sysconfig.get_paths(vars={"base": str(folder), "platbase": str(folder)})
    # A folder added by a .pth file has its own .pth files ignored, so the editable atuforms of
    # the present environment stays out of sight.
    dependencies = Path(paths["purelib"]) / "dependencies.pth"
    dependencies.write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return Installation(folder)


def test_the_wheel_holds_whatever_the_repository_holds_for_users(
    wheel: Path, repository: Path
) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    expected = {
        f"atuforms/{file.relative_to(root).as_posix()}"
        for root in (repository, repository / "src" / "atuforms")
        for folder in ("templates", "schemas", "examples", "locale")
        for file in (root / folder).rglob("*")
        if file.is_file() and file.suffix != ".pyc"
    }
    assert {name for name in expected if name.endswith(".mo")}
    assert expected | {"atuforms/py.typed"} <= names
    assert not [name for name in names if not name.startswith("atuforms")]


def test_the_author_of_another_package_needs_no_checkout(
    installation: Installation, repository: Path, tmp_path: Path
) -> None:
    site = plug_in(repository / "tests" / "extending", tmp_path)
    paths = (Path(path) for path in installation.folder.rglob("dependencies.pth"))
    links = [path.with_name("reviews.pth") for path in paths]
    for link in links:
        link.write_text(str(site), encoding="utf-8")
    try:
        built = installation.run("atuforms", "templates", "build", FORM, cwd=tmp_path)
        made = installation.run(
            "atuforms", "blank", FORM, "--lang", "kk", "-o", "blank.docx", cwd=tmp_path
        )
    finally:
        for link in links:
            link.unlink()
    assert built.returncode == 0, built.stderr
    templates = site / "atu_reviews" / "templates"
    assert len(list(templates.glob(f"*/{SLUG}.docx"))) == 3
    assert made.returncode == 0, made.stderr
    assert (tmp_path / "blank.docx").is_file()


def test_the_installed_package_is_used_not_the_repository(
    installation: Installation, tmp_path: Path
) -> None:
    program = (
        "import atuforms.core.files.resources as r;"
        "print(r.templates_folder(), r.schemas_folder(), r.examples_folder(), sep='\\n')"
    )
    result = installation.run("python", "-c", program, cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    for line in result.stdout.splitlines():
        assert Path(line).is_relative_to(installation.folder)


def test_list_names_every_form(installation: Installation, tmp_path: Path) -> None:
    result = installation.run("atuforms", "list", "--lang", "en", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    missing = {name for name in atuforms.FORMS if name[:2].isdigit() and name not in result.stdout}
    assert not missing


def test_a_record_in_another_folder_is_rendered_in_every_language_and_format(
    installation: Installation, repository: Path, tmp_path: Path
) -> None:
    shutil.copy(repository / "examples" / EXAMPLE, tmp_path)
    options = ["--lang", "kk,ru,en", "--to", "docx,pdf", "-o", "out"]
    result = installation.run("atuforms", "render", EXAMPLE, *options, cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    starts = sorted(file.read_bytes()[:4] for file in (tmp_path / "out").iterdir())
    assert starts == [b"%PDF"] * 3 + [b"PK\x03\x04"] * 3
