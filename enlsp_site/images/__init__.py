"""Pictures: what they are, the smaller copies that pages show, and what is drawn. Bytes in, bytes out.

Pillow is imported when there is a picture to look into or to make, and nowhere else.
"""
