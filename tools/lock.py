"""Remake the lock files from ``pyproject.toml``: ``python tools/lock.py [--upgrade]``.

``requirements.lock`` holds what atuforms runs on, ``requirements-dev.lock`` everything that its
checks need. Both hold exact versions with hashes, for every Python and system that the project
supports, and no address of a registry: whoever installs decides where packages come from.
Needs ``uv`` on the path.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = "3.11"
RUNTIME = "requirements.lock"
EVERYTHING = "requirements-dev.lock"


def lock(target: str, selection: list[str], options: list[str]) -> None:
    """Write ``target`` with the packages of ``selection`` (extras and dependency groups)."""
    command = ["uv", "pip", "compile", "pyproject.toml", "--output-file", target]
    command += ["--universal", "--python-version", OLDEST_PYTHON, "--generate-hashes"]
    command += ["--no-header", "--no-annotate", "--quiet", "--no-emit-index-url"]
    command += ["--no-emit-find-links", "--no-emit-package", "atuforms"]
    subprocess.run([*command, *selection, *options], cwd=REPOSITORY, check=True)


def main() -> None:
    """Remake both files, so that they agree on every version."""
    options = sys.argv[1:]
    lock(RUNTIME, ["--group", "build"], options)
    lock(
        EVERYTHING,
        ["--all-extras", "--group", "dev", "--group", "benchmark", "--constraints", RUNTIME],
        options,
    )


if __name__ == "__main__":
    main()
