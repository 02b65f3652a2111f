"""What one document says of its case: fields, recommendations, learning points and summary, each with its place.

`describing.describe` is the way in, and pure: the same reading gives the same description. Each module here answers one
question.
"""
