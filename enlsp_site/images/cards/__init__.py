"""Cards for shared links, and icons: from what they hold to pictures. Pillow is imported only when one is drawn."""
