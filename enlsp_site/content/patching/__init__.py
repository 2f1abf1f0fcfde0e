"""Changes to content files that touch nothing but what they change."""
