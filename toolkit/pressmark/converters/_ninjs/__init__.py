"""The parts of the converter of ninjs."""
