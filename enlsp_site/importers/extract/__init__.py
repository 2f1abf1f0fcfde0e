"""What sections of foreign pages hold besides words: people, programmes, dates, papers, sponsors."""
