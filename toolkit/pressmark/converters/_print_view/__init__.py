"""The parts of the print view's reader: paragraphs, zones, values, and the draft that they make."""
