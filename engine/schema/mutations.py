"""The common road of every mutation: permission, one transaction, refusals as `errors`."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any, ClassVar

import graphene
from django.db import transaction

from engine.errors import Problem, Refusal, refuse
from engine.webhooks import requestors, tasks
from kernel.ids import MalformedId, from_global_id


class CoreMutation(graphene.Mutation):
    """Base of the core's mutations.

    A subclass declares its fields, `errors` of its error type, `Arguments`, and `perform`, which
    calls one service and returns the payload's fields. `permissions` names what Saleor asks for.
    """

    class Meta:
        abstract = True

    permissions: ClassVar[tuple[str, ...]] = ()
    #: False where a refusal must leave a trace (a failed log-in): the service keeps its own transactions.
    is_atomic: ClassVar[bool] = True

    @classmethod
    def mutate(cls, root: Any, info: graphene.ResolveInfo, **arguments: Any) -> Any:
        """Check the caller, perform within one transaction, shape refusals; have events sent after it."""
        if cls.permissions:
            info.context.require_staff(*cls.permissions)
        with requestors.acting(info.context.requestor) as wish:
            try:
                with transaction.atomic() if cls.is_atomic else nullcontext():
                    payload = cls.perform(info, **arguments)
            except Refusal as refusal:
                return cls(errors=[cls.shape(problem) for problem in refusal.problems])
        if wish.has_events:
            # A broker that is away costs a minute: a sweep looks for what was not sent.
            transaction.on_commit(tasks.dispatch.delay, robust=True)
        return cls(errors=[], **payload)

    @classmethod
    def perform(cls, info: graphene.ResolveInfo, *_: Any, **arguments: Any) -> dict[str, Any]:
        """Do the work and return the payload's fields; raise `Refusal` to refuse.

        The argument list is open: each mutation names its own.
        """
        raise NotImplementedError

    @classmethod
    def shape(cls, problem: Problem) -> Any:
        """Turn a problem into this payload's error type."""
        error_type = cls._meta.fields["errors"].type.of_type.of_type.of_type
        return error_type(field=problem.field, code=problem.code, message=problem.message, **problem.extra)


def errors_of(error_type: type[graphene.ObjectType]) -> graphene.List:
    """Declare the `errors: [XError!]!` field of a payload."""
    return graphene.List(graphene.NonNull(error_type), required=True)


def key_of(global_id: str, type_name: str, *, field: str = "id", code: str = "GRAPHQL_ERROR") -> str:
    """Return the key inside a global id given as an argument.

    Raises:
        Refusal: the id is malformed or of another type.
    """
    try:
        return from_global_id(global_id, type_name)[1]
    except MalformedId as error:
        raise refuse(code, str(error), field) from error
