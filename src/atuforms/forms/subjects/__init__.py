"""The records of what documents are about: a course, a digital resource, a competition.

Forms take their facts from them, and the rules that speak of the subject itself are checked here.
The rules of a course fill several files; importing the package attaches them all.
"""

from atuforms.forms.subjects import competition_rules as competition_rules
from atuforms.forms.subjects import course_rules_contents as course_rules_contents
from atuforms.forms.subjects import course_rules_structure as course_rules_structure
from atuforms.forms.subjects import course_rules_tasks as course_rules_tasks
from atuforms.forms.subjects import course_rules_unseen as course_rules_unseen
