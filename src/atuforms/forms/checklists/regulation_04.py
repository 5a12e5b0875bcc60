"""What only a person can judge by regulation 04, on the competition of digital resources."""

from __future__ import annotations

from atuforms.forms.checklists.rule import ChecklistRule

RULES = (
    ChecklistRule(
        "04-timeline-rector-order",
        "04 §9.1",
        "rector",
        ("der-competition",),
        "The terms of the Competition and the composition of the Competition Commission are "
        "determined by the order of the Rector.",
    ),
    ChecklistRule(
        "04-applications-ddd",
        "04 §9.2",
        "ddd",
        ("der-competition",),
        "Applications for participation in the Contest are accepted by DDD.",
    ),
    ChecklistRule(
        "04-three-stages",
        "04 §9.4",
        "commission",
        ("der-competition",),
        "The competition is held in three stages:",
    ),
    ChecklistRule(
        "04-google-form",
        "04 §9.5",
        "participants",
        ("der-competition",),
        "The participant of the competition fills out the Application through the Google form in "
        "the DDD",
    ),
    ChecklistRule(
        "04-not-returned",
        "04 §9.8",
        "ddd",
        ("der-competition",),
        "Submitted competition applications will not be returned to the applicants.",
    ),
    ChecklistRule(
        "04-disqualification",
        "04 §9.10",
        "commission",
        ("der-competition",),
        "Applicants may be disqualified from participation in the Competition in case of "
        "revealing the facts of providing false documented information by them.",
    ),
    ChecklistRule(
        "04-results-minutes",
        "04 §9.11",
        "commission",
        ("competition-minutes", "der-competition"),
        "The results of the Contest are documented in the minutes.",
    ),
    ChecklistRule(
        "04-results-published",
        "04 §11.4",
        "centre",
        ("der-competition",),
        "Information about the results of the Contest, including information about the time and "
        "place of the award ceremony, is published on the website of ATU JSC and CAIDD.",
    ),
    ChecklistRule(
        "04-incentive-rector-order",
        "04 §11.6",
        "rector",
        ("der-competition",),
        "Based on the results of the Contest, financial incentives are provided for the winners "
        "and nominees, the amount of which is determined by the order of the rector of ATU JSC.",
    ),
    ChecklistRule(
        "04-copyright",
        "04 §12 Teaching staff",
        "authors",
        ("der-competition",),
        "do not use the materials of the DER that violate the intellectual property rights of "
        "others, copyright observance.",
    ),
    ChecklistRule(
        "04-winner-by-commission",
        "04 §11.1",
        "commission",
        ("competition-minutes", "der-competition"),
        "The winners of the Contest are determined by the Contest Commission.",
    ),
)
