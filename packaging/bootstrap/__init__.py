"""What the task list (dev.py) is made of: a private environment, system packages, checks.

It needs the standard library only.
"""
