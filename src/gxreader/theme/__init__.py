"""Sizes and colours as data, and the contrast arithmetic that judges them."""
