"""The parts of the converter `feed`."""
