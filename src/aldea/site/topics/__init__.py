"""The pages to read: what the pack tells about the treatment, its side effects and everyday life."""
