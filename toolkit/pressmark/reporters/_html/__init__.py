"""What the HTML report is made of: its words, its figures, its template and its style."""
