"""Measure proofs: what a signature costs, how poor a scan may be, what verifying finds, the log.

Run ``python benchmarks/proofs.py`` in the repository; ``--help`` shows how to make it shorter. The
figures are printed, and stand in ``docs/benchmarks.md``.
"""

from __future__ import annotations

import argparse
import io
import itertools
import random
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from PIL import Image, ImageFilter
from records import EXAMPLES, certificates

from atuforms.api import load
from atuforms.documents.printing import write
from atuforms.documents.proofs.keys import new_key
from atuforms.documents.proofs.scans import codes_of_picture, token_in
from atuforms.documents.proofs.signing import Signer
from atuforms.documents.proofs.verifying import Verifier
from atuforms.documents.view import view
from atuforms.forms.base import Form
from atuforms.register.numbers import Register

CERTIFICATES = (
    "mooc-placement-certificate",
    "der-placement-certificate",
    "completion-certificate",
)
TURNED = (0.0, 1.5, -4.0, 12.0, 90.0, 180.0)
BLURRED = (0.0, 0.6, 1.0)
QUALITIES = (85, 50, 30)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=200, help="certificates of each kind")
    parser.add_argument("--kills", type=int, default=50, help="how often a register is killed")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as folder:
        signer = Signer(new_key(Path(folder) / "key.json"))
        for line in (
            *cost(signer, options.rounds),
            *codes(signer),
            *verified(signer),
            *kills(Path(folder) / "register.db", options.kills),
        ):
            print(line, flush=True)


def cost(signer: Signer, rounds: int) -> Iterator[str]:
    """What signing adds to a certificate of a batch, in time of the processor."""
    forms = [load(record) for record in certificates(rounds)]
    views = [view(form, "kk") for form in forms]
    for to in ("pdf", "docx"):
        took: dict[bool, list[float]] = {True: [], False: []}
        for _, sign in itertools.product(range(3), (False, True)):
            for form, shown in zip(forms, views, strict=True):
                begin = time.process_time()
                write(form, shown, to, "kk", proof=signer.proof_of(form) if sign else "")
                took[sign].append((time.process_time() - begin) * 1000)
        plain, signed = (statistics.median(took[each]) for each in (False, True))
        yield f"02-09 {to}: {plain:.2f} ms, signed {signed:.2f} ms, added {signed - plain:.2f} ms"


def codes(signer: Signer) -> Iterator[str]:
    """How often the code is read from print-like pictures of a page."""
    for slug in CERTIFICATES[::2]:
        form = load(EXAMPLES / f"{slug}.yaml")
        token = signer.proof_of(form)
        pdf = write(form, view(form, "kk"), "pdf", "kk", proof=token).data
        page = pypdfium2.PdfDocument(pdf)[0].render(scale=600 / 72, grayscale=True).to_pil()
        for dpi in (300, 200, 150, 120, 100):
            read = [
                any(token_in(code) == token for code in codes_of_picture(scan, "scan"))
                for scan in _scans(page, dpi)
            ]
            yield f"{slug}, {len(token)} characters, {dpi} dpi: {sum(read)} of {len(read)} read"


def _scans(page: Image.Image, dpi: int) -> Iterator[bytes]:
    for angle, blur, quality in itertools.product(TURNED, BLURRED, QUALITIES):
        turned = page.rotate(angle, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
        size = (turned.width * dpi // 600, turned.height * dpi // 600)
        scan = turned.resize(size, Image.Resampling.BOX)
        scan = scan.filter(ImageFilter.GaussianBlur(blur * dpi / 150)) if blur else scan
        noisy = Image.blend(scan, Image.effect_noise(scan.size, 24), 0.12)
        file = io.BytesIO()
        noisy.save(file, "JPEG", quality=quality)
        yield file.getvalue()


def verified(signer: Signer) -> Iterator[str]:
    """How many single changes of values are found, on the page and in the record."""
    sys.path.insert(0, str(Path(__file__).parent.parent))
    from tests.documents.proofs.signed import altered, leaves, with_record

    verifier = Verifier({signer.id: signer.key.public})
    tried = found = 0
    took = []
    for slug in CERTIFICATES:
        form = load(EXAMPLES / f"{slug}.yaml")
        proof = signer.proof_of(form)
        shown = view(form, "kk")
        pdf, word = (write(form, shown, to, "kk", proof=proof).data for to in ("pdf", "docx"))
        for path, _ in leaves(form.record()):
            other: Form = type(form)(**altered(form.record(), path))
            theirs = view(other, "kk")
            made = {to: write(other, theirs, to, "kk", proof=proof).data for to in ("pdf", "docx")}
            documents = [*made.values(), with_record(pdf, other.carried_json())]
            if theirs != shown:
                documents.append(with_record(made["pdf"], form.carried_json()))
            for document in documents:
                begin = time.perf_counter()
                said = verifier.verify(document)
                took.append(time.perf_counter() - begin)
                tried += 1
                found += said.reason == "altered"
        assert verifier.verify(pdf)
        assert verifier.verify(word)
    yield f"single changes found: {found} of {tried}"
    yield f"verifying a document: {statistics.median(took) * 1000:.0f} ms"


def kills(file: Path, count: int) -> Iterator[str]:
    """Kill a process that writes into a register, and see whether the chain fits each time."""
    code = (
        "import sys; from atuforms.register.numbers import Register, Request\n"
        f"with Register({str(file)!r}) as journal:\n"
        "    print('ready', flush=True)\n"
        "    for n in range(10**6):\n"
        "        key = f'{sys.argv[1]}-{n}'\n"
        "        number = journal.reserve(Request('02-09', 2025, key))\n"
        "        journal.confirm('02-09', [(key, number)])\n"
    )
    seed = random.Random(1)
    broken = 0
    heads = []
    for run in range(count):
        with subprocess.Popen(
            [sys.executable, "-c", code, str(run)], stdout=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(seed.uniform(0.0, 0.15))
            process.kill()
        with Register(file) as journal:
            broken += any(journal.breaks(head) for head in heads[-3:])
            heads.append(journal.head())
    yield f"register: {count} kills, {heads[-1].entries} entries, chains that do not fit: {broken}"


if __name__ == "__main__":
    main()
