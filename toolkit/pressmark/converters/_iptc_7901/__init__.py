"""The parts of the converter of IPTC 7901."""
