"""The pipeline of a build and of a check, from files to files."""
