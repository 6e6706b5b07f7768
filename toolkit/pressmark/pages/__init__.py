"""What a web page declares about itself: its tree, linked data, meta tags and visible slots, each with its place."""
