"""The command line: one module for each command; Qt is imported only when a window is asked for.

Nothing is defined here: the commands `open` and `print` are modules of this package, and would take the place
of the functions of these names.
"""
