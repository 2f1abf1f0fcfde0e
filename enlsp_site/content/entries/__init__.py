"""What organizers may write: the shape of every content file, a module a file.

Each `…Entry` is a mapping of a content file, field by field as it is written there. They are read by
`validate.convert` and turned into records by the readers in `content`. The descriptions are shown by editors
while organizers type, so they speak to them. They stand apart from the readers, since msgspec evaluates
annotations when a class is made, and would have to do so from text beside `from __future__ import annotations`.
"""
