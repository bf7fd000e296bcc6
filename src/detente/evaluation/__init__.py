"""Gold -> scores: what we code beside what careful readers coded, by type, with the worst sentences first.

The room reads gold files of four shapes, codes their texts and counts. It stands last but for publish/, which shows what it
finds, and nothing before it may look at gold.
"""
