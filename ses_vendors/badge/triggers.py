"""The database itself refuses to change or delete what was written down once."""

from __future__ import annotations

TABLE = "ses_badge_attestationchange"
REFUSAL = "Changes of attestations are written once."

SQLITE = tuple(
    f"CREATE TRIGGER attestation_change_no_{act.lower()} BEFORE {act} ON {TABLE} "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    for act in ("UPDATE", "DELETE")
)
SQLITE_OFF = tuple(f"DROP TRIGGER IF EXISTS attestation_change_no_{act}" for act in ("update", "delete"))
POSTGRES = (
    "CREATE OR REPLACE FUNCTION attestation_change_kept() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    f"CREATE TRIGGER attestation_change_kept BEFORE UPDATE OR DELETE ON {TABLE} "
    "FOR EACH ROW EXECUTE FUNCTION attestation_change_kept()",
)
POSTGRES_OFF = (
    f"DROP TRIGGER IF EXISTS attestation_change_kept ON {TABLE}",
    "DROP FUNCTION IF EXISTS attestation_change_kept()",
)


def on(vendor: str) -> tuple[str, ...]:
    """Return the statements that set the triggers up, for Django's name of a database."""
    return {"sqlite": SQLITE, "postgresql": POSTGRES}[vendor]


def off(vendor: str) -> tuple[str, ...]:
    """Return the statements that take them away."""
    return {"sqlite": SQLITE_OFF, "postgresql": POSTGRES_OFF}[vendor]
