"""Widgets: what runs in the browser, one Vue file each with its Python face; all texts and numbers come from Python."""
