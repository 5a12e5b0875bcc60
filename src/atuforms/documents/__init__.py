"""From a form to a document and back: view, printing, blanks, reading."""
