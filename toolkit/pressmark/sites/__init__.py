"""Site descriptions: how one site lays out the pages that it prints, as data and not as code."""
