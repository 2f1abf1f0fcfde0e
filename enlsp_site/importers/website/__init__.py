"""Websites of workshops, whatever made them: documents, what stands in their sections, and data files beside them."""
