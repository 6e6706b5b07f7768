"""The parts of the converter `wordpress`."""
