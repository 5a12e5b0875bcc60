"""The records that describe the things themselves: a course, a digital resource."""
