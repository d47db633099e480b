"""What the App tells anybody who asks: sellers, attestations, badges, as GraphQL and as open data."""
