"""PDF: WeasyPrint lays out, tags and archive data are added."""
