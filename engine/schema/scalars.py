"""Scalars with Saleor's names."""

from __future__ import annotations

import json
from decimal import Decimal as Number
from decimal import InvalidOperation
from typing import Any

import graphene
from graphql import GraphQLError, ValueNode
from graphql.language import ast

#: Digits before the point of a decimal: an amount of as many lei fits a 64-bit number of bani.
LARGEST_DIGITS = 15


class JSONString(graphene.Scalar):
    """JSON written as text."""

    @staticmethod
    def serialize(value: Any) -> str:
        """Write the value as text."""
        return json.dumps(value, ensure_ascii=False)

    @staticmethod
    def parse_value(value: Any) -> Any:
        """Read text; refuse what is not JSON."""
        try:
            return json.loads(value)
        except (TypeError, ValueError) as error:
            raise GraphQLError(f"Badly formed JSONString: {error}") from error

    @staticmethod
    def parse_literal(node: ValueNode, _variables: Any = None) -> Any:
        """Read text from the document."""
        if not isinstance(node, ast.StringValueNode):
            raise GraphQLError("A JSONString is a string.")
        return JSONString.parse_value(node.value)


class JSON(graphene.Scalar):
    """Any JSON value as it is."""

    @staticmethod
    def serialize(value: Any) -> Any:
        """Give the value as it is."""
        return value

    @staticmethod
    def parse_value(value: Any) -> Any:
        """Take the value as it is."""
        return value


class Decimal(graphene.Scalar):
    """A decimal number, given as a number or as text."""

    @staticmethod
    def serialize(value: Any) -> float:
        """Write as a number, as Saleor does."""
        return float(value)

    @staticmethod
    def parse_value(value: Any) -> Number:
        """Read a number; refuse text that is none, and what is not finite."""
        try:
            number = Number(str(value))
        except InvalidOperation as error:
            raise GraphQLError(f"{value!r} is not a decimal.") from error
        if isinstance(value, bool) or not number.is_finite():
            raise GraphQLError(f"{value!r} is not a decimal.")
        if number.adjusted() >= LARGEST_DIGITS:
            raise GraphQLError(f"{value!r} is out of range.")
        return number

    @classmethod
    def parse_literal(cls, node: ValueNode, _variables: Any = None) -> Number:
        """Read a number from the document."""
        if isinstance(node, ast.StringValueNode | ast.FloatValueNode | ast.IntValueNode):
            return cls.parse_value(node.value)
        raise GraphQLError("A decimal is a number.")


class PositiveDecimal(Decimal):
    """A decimal number, zero or more."""

    @staticmethod
    def parse_value(value: Any) -> Number:
        """Read a number that is not below zero."""
        number = Decimal.parse_value(value)
        if number < 0:
            raise GraphQLError(f"{value!r} is below zero.")
        return number


class WeightScalar(Decimal):
    """A weight in the shop's unit, the kilogram."""


class PositiveInt(graphene.Int):
    """A whole number above zero."""

    @staticmethod
    def parse_value(value: Any) -> int:
        """Read a whole number above zero."""
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise GraphQLError(f"{value!r} is not a whole number above zero.")
        return value

    @classmethod
    def parse_literal(cls, node: ValueNode, _variables: Any = None) -> int:
        """Read a whole number above zero from the document."""
        if not isinstance(node, ast.IntValueNode):
            raise GraphQLError("A whole number above zero is wanted.")
        return cls.parse_value(int(node.value))


class Upload(graphene.Scalar):
    """A file of a multipart request."""

    @staticmethod
    def serialize(value: Any) -> Any:
        """Files are never an answer."""
        raise GraphQLError("A file is not an answer.")

    @staticmethod
    def parse_value(value: Any) -> Any:
        """Take the uploaded file as it is."""
        return value
