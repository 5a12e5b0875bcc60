"""A picture that is a link: what it shows is what the link is called."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import outloud
import pikepdf
from PIL import Image
from tests.test_conformance import faults

from atuforms.rendering.pdf.input import PdfMetadata
from atuforms.rendering.pdf.writer import write_pdf

BODY = """
<p><a href="https://atu.edu.kz"><img src="image:a.png" alt="Сызба" style="width:20mm"/></a></p>
<p><a href="https://atu.edu.kz"><img src="image:a.png" alt="Сызба" style="width:20mm"/> сөз</a></p>
<p>Сөз <a href="https://atu.edu.kz"><b><img src="image:a.png" alt="Бір" style="width:9mm"/></b><img
src="image:a.png" alt="екі" style="width:9mm"/></a></p>
"""


def test_a_link_that_is_only_pictures_is_called_as_they_are(tmp_path: Path) -> None:
    file = BytesIO()
    Image.new("RGB", (40, 20), "red").save(file, "PNG")
    html = f"<html lang='kk'><head><title>x</title></head><body>{BODY}</body></html>"
    images = {"a.png": file.getvalue()}
    data = write_pdf(html, PdfMetadata("kk", "x", "x", "0", record=b"{}"), images=images)
    assert faults(data) == []
    with pikepdf.open(BytesIO(data)) as pdf:
        links = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
        names = {str(each.get("/Alt", "")) for each in links if each.get("/S") == "/Link"}
    assert names == {"Сызба", "", "Бір, екі"}
    (tmp_path / "x.pdf").write_bytes(data)
    rules = {each.rule for each in outloud.check(tmp_path / "x.pdf").findings}
    assert not {each for each in rules if each.startswith("LNK")}
