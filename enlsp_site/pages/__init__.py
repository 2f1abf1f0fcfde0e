"""From the workshop to its targets: every file of the site, with the values that it shows."""
