"""Every setting, typed, with its default and description."""
