"""The public schema: types over `ses_vendors.api.facts`, and what can be asked."""

from ses_vendors.api.schema.query import graphql_schema, schema

__all__ = ["graphql_schema", "schema"]
