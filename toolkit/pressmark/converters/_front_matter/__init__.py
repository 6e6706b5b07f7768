"""The parts of the front matter's reader: the header in its forms, the body as paragraphs, and the draft of both."""
