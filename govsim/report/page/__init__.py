"""A folder of results as one self-contained HTML page: both languages, no script, nothing from the network."""
