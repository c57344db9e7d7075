"""Voices behind one interface. Only the speech worker imports the engines that load foreign libraries."""
