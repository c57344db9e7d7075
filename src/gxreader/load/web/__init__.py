"""Fetching from the web: imported when the first address is fetched, not before.

`fetching` waits for the thread in which a `visit` follows an address; `wishes` says how much may come and how
long it may take, `network` where it may go, `answers` what an answer means to a reader, `cache` keeps copies.
"""
