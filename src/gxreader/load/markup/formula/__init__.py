"""Formulas: read from MathML or TeX, written as a line of text, and said in Chinese and English."""
