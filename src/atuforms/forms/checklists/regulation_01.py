"""What only a person can judge by regulation 01, on the competition of MOOCs."""

from __future__ import annotations

from atuforms.forms.checklists.rule import ChecklistRule

RULES = (
    ChecklistRule(
        "01-timeline-rector-order",
        "01 §9.2",
        "rector",
        ("mooc-competition",),
        "The timeline of the Competition and the composition of the Competition Commission are "
        "determined by an order of the Rector.",
    ),
    ChecklistRule(
        "01-applications-ddd",
        "01 §9.3",
        "ddd",
        ("mooc-competition",),
        "Applications for participation in the Competition are accepted by the DDD.",
    ),
    ChecklistRule(
        "01-three-stages",
        "01 §9.5",
        "commission",
        ("mooc-competition",),
        "The Competition is conducted in three stages:",
    ),
    ChecklistRule(
        "01-faculty-commission-order",
        "01 §9.5.2",
        "deans",
        ("mooc-competition",),
        "the Faculty Expert Commission, established by an order of the Dean",
    ),
    ChecklistRule(
        "01-google-form",
        "01 §9.6",
        "participants",
        ("mooc-competition",),
        "A competition participant completes the Application via a Google Form administered by "
        "the DDD",
    ),
    ChecklistRule(
        "01-not-returned",
        "01 §9.9",
        "ddd",
        ("mooc-competition",),
        "Submitted competition applications are not returned to the applicants.",
    ),
    ChecklistRule(
        "01-disqualification",
        "01 §9.11",
        "commission",
        ("mooc-competition",),
        "Applicants may be disqualified from participation in the Competition if facts of "
        "providing inaccurate documented information are identified.",
    ),
    ChecklistRule(
        "01-results-protocol",
        "01 §9.12",
        "commission",
        ("competition-minutes", "mooc-competition"),
        "The results of the Competition are formalized in a protocol.",
    ),
    ChecklistRule(
        "01-readable-media",
        "01 §10.3",
        "authors",
        ("mooc-competition",),
        "Text blocks must be readable; images and audio must be clear, free of interference, and "
        "of good quality.",
    ),
    ChecklistRule(
        "01-original-content",
        "01 §10.6",
        "authors",
        ("mooc-competition",),
        "The content of the MOOC must be original, comply with the basic rules and ethics of "
        "academic citation, be up to date, and not contradict the legislation of the Republic of "
        "Kazakhstan.",
    ),
    ChecklistRule(
        "01-indicative-format",
        "01 §10.7",
        "authors",
        ("01-02", "mooc-competition"),
        "An indicative format of the content and structure is provided in form "
        "F.CAIDD-7.5.1-2025-01-02.",
        "warning",
    ),
    ChecklistRule(
        "01-results-published",
        "01 §12.4",
        "centre",
        ("mooc-competition",),
        "Information on the results of the Competition, including details of the time and venue "
        "of the award ceremony, is published on the websites",
    ),
    ChecklistRule(
        "01-incentive-rector-order",
        "01 §12.6",
        "rector",
        ("mooc-competition",),
        "Based on the results of the Competition, financial incentives for prize recipients and "
        "nominees are предусмотрены, the amount of which is determined by an order of the Rector "
        "of JSC «ATU».",
    ),
    ChecklistRule(
        "01-copyright",
        "01 §13 Teaching staff",
        "authors",
        ("mooc-competition",),
        "not using MOOC materials that violate the intellectual property rights of others and "
        "ensuring compliance with copyright laws.",
    ),
    ChecklistRule(
        "01-pdf-only",
        "01 §14.2",
        "centre",
        ("mooc-competition",),
        "publication of only electronic versions of approved documented information in PDF "
        "format on the website and information boards",
    ),
    ChecklistRule(
        "01-confidentiality",
        "01 §15.1",
        "centre",
        ("mooc-competition",),
        "is not subject to presentation to other parties, except for experts of certification "
        "bodies during certification audit, consumers-partners with the permission of the Rector "
        "of JSC «ATU».",
    ),
    ChecklistRule(
        "0102-promo-content",
        "01-02 section 3",
        "authors",
        ("01-02", "mooc-competition"),
        "The promotional video must demonstrate materials reflecting the most engaging and "
        "visually appealing elements of the course;",
    ),
    ChecklistRule(
        "0102-no-third-party-info",
        "01-02 section 3",
        "authors",
        ("01-02", "mooc-competition"),
        "When working with external resources embedded in the course, learners must not see any "
        "third-party information unrelated to the planned learning outcomes.",
    ),
    ChecklistRule(
        "01-winner-by-commission",
        "01 §12.1",
        "commission",
        ("competition-minutes", "mooc-competition"),
        "The winners of the Competition are determined by the Competition Commission of JSC «ATU».",
    ),
)
