"""Where sound goes: the computer's device, nowhere in real time, or a test's own clock."""
