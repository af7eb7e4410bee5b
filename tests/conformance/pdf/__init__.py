"""The PDFs: what validators find in them, and their tag tree."""
