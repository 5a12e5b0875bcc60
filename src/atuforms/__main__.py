"""``python -m atuforms``: the command, where the folder of commands is not on the PATH."""

from __future__ import annotations

from atuforms.cli import main

if __name__ == "__main__":
    main()
