"""The parts of the converter of NewsML-G2."""
