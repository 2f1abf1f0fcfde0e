"""The website of an academic workshop, from YAML and Markdown to static HTML."""

__version__ = "0.1.0"
