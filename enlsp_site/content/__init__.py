"""Content files to records: what organizers may write, and how it is read."""
