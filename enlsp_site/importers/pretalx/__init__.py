"""Programmes of pretalx and frab: their exports, pretalx's API, and the JSON of its widget."""
