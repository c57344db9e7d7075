"""Simplified and traditional Chinese: what is shown instead of what is written, and which place is which."""
