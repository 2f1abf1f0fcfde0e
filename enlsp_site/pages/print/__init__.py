"""What is printed: from an edition to PDFs, by Typst."""
