"""Child processes that may die without taking the window along."""
