"""What happens in growth. Ids only."""
