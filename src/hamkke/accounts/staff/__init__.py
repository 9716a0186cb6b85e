"""The staff and class groups of a school in one file: reading it, checking it, offering it."""
