"""Figures that a document prints, and the findings that must give them: compared at the precision printed."""
