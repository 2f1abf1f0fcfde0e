"""The languages of content files: YAML, BibTeX, TeX, and their bytes."""
