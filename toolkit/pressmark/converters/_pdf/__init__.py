"""The parts of the PDF reader: lines with their boxes, running heads, columns, paragraphs, and the draft of them."""
