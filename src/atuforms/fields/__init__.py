"""Value types of the forms: what a person may write into a field, and how it is read.

One module a kind: :mod:`.texts`, :mod:`.people`, :mod:`.dates`, :mod:`.durations`,
:mod:`.numbers`, :mod:`.choices`, :mod:`.links`, :mod:`.media`. Each says in
``KIND`` or by its marker how the rest of the library (view, Word controls, sheets, schemas)
treats the value; none knows a form.
"""
