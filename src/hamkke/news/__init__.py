"""News and press releases of the scheme, and the import of saved news pages."""
