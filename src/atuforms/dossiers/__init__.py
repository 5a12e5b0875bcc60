"""Several documents together: dossiers, and the ranking of a competition."""
