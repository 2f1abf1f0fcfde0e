"""Foreign files to content files, one importer a kind; never part of a build."""
