"""The fonts that cards are drawn with, and which letters they have."""
