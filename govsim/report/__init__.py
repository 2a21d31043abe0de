"""What readers see of a comparison: figures, sentences and their texts in English and Chinese."""
