"""Text that is only placed on pages (PDF, OFD): pieces with their places into paragraphs and blocks."""
