"""The parts of the converter of NewsML 1."""
