"""What a person may hand in, part by part."""
