"""Reading a saved Korean local-news page: bytes → text → article → repairs a person decides on.

Everything in this package is a pure function of its input: no database, no clock, no network.
"""
