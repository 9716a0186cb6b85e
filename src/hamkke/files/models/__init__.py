"""The models of files."""

from hamkke.files.models.stored_file import FileContent, StoredFile

__all__ = ["FileContent", "StoredFile"]
