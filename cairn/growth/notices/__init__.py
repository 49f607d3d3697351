"""Who should hear, in which words, part by part."""
