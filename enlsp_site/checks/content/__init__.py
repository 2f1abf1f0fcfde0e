"""The rules of every build, on the records."""
