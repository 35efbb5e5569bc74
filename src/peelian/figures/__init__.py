"""Figures in documents: percentages, the counts beside them and the bases they need.

A document is read into passages and tables; each printed percentage is compared with the counts that stand
beside it; what comes out is a report with the place, the words and the arithmetic. Nothing here knows a
workspace, a source or a finding.
"""
