"""The register: the journal that gives out the numbers of certificates."""
