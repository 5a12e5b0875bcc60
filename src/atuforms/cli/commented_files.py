"""Where ``atuforms check --comment`` writes: never over a file unless that is asked for."""

from __future__ import annotations

import sys
from pathlib import Path

from atuforms.core.exceptions import UnsafeOutput
from atuforms.core.files.output_files import make_folder, refuse_existing, write_atomically
from atuforms.core.findings import Report
from atuforms.core.language.languages import Language
from atuforms.documents.comments import commented, commented_name


class CommentedFiles:
    """The commented documents of one run.

    :param output: a file, a folder, ``-`` for standard output; empty for beside each document.
    :param count: how many documents there are.
    :param lang: of the comments.
    :param force: whether to write over the file that ``output`` names.
    """

    def __init__(self, output: str, count: int, lang: Language, *, force: bool) -> None:
        self._output = output
        self._lang = lang
        self._force = force
        folder = output.endswith(("/", "\\")) or Path(output).is_dir()
        if output and count > 1 and not folder:
            raise UnsafeOutput(
                "{file} is one file, and {count} documents are to be written. Name a folder.",
                file=output,
                count=count,
            )
        self._folder = Path(output) if output and folder else None
        self.written: list[Path] = []

    def write(self, file: str) -> Report:
        """Write a document with its comments, and give the report that they were taken from."""
        if self._output and self._folder is None and self._output != "-":
            self._refuse(Path(self._output), Path(commented_name(file)).suffix)
        answer = commented(file, self._lang)
        if self._output == "-":
            sys.stdout.buffer.write(answer.document.data)
            sys.stdout.buffer.flush()
            return answer.report
        if self._output and self._folder is None:
            path = Path(self._output)
        else:
            path = _free(self._folder or Path(file).parent, answer.document.filename)
        make_folder(path.parent)
        write_atomically(path, answer.document.data)
        self.written.append(path)
        return answer.report

    def _refuse(self, path: Path, ending: str) -> None:
        """Refuse a file that is there, and a name by which Word does not open the document."""
        if path.suffix.lower() != ending:
            raise UnsafeOutput(
                "Word does not open {file} by that name: what is written is a document that ends "
                "in {ending}. Give it that ending.",
                file=str(path),
                ending=ending,
            )
        if not self._force:
            refuse_existing(path)


def _free(folder: Path, name: str) -> Path:
    """A name that no file has: somebody may be at work in an earlier commented document."""
    path, number = folder / name, 2
    while path.exists():
        path = folder / f"{Path(name).stem}-{number}{Path(name).suffix}"
        number += 1
    return path
