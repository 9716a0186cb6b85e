"""The shell: base templates, components, static files, charts."""
