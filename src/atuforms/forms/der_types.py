"""The types of digital educational resources, which regulation 03 lists in two clauses."""

from __future__ import annotations

from atuforms.forms.base import Form


def der_types(form: type[Form]) -> None:
    """Attach both lists to the ``der_type`` of ``form``; another word breaks both."""
    form.closed(
        "03-types-basic",
        "03 §9.2",
        "Осы ереже негізгі ЦББР-дың келесі түрлерін анықтайды:",
        reads="der_type",
    )
    form.closed(
        "03-types-organisational",
        "03 §9.3",
        "Осы ереже ұйымдастырушылық ЦББР-дың келесі түрлерін анықтайды:",
        reads="der_type",
    )
