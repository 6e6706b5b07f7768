"""The parts of the converter of JATS."""
