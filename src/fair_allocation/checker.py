"""The checker page: one HTML file that checks a bundle in the reader's browser, without network."""

from importlib import resources


def checker_page() -> bytes:
    """This function will return the page, to be kept as a file and opened."""
    return (resources.files("fair_allocation") / "page" / "checker.html").read_bytes()
