"""Reading the environment: typed values, errors that name the variable."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env


def test_unset_and_empty_variables_give_the_default() -> None:
    assert env.text("SHOP_NAME", "Tejgheaua", environ={}) == "Tejgheaua"
    assert env.text("SHOP_NAME", "Tejgheaua", environ={"SHOP_NAME": " "}) == "Tejgheaua"
    assert env.integer("PORT", 8000, environ={"PORT": ""}) == 8000
    assert env.boolean("DEBUG", True, environ={"DEBUG": ""}) is True
    assert env.path("SHOP_VAR_DIR", Path("var"), environ={}) == Path("var")
    assert env.words("ALLOWED_HOSTS", ["localhost"], environ={}) == ["localhost"]


@pytest.mark.parametrize("word", ["1", "true", "Yes", "ON"])
def test_words_that_switch_on(word: str) -> None:
    assert env.boolean("DEBUG", False, environ={"DEBUG": word}) is True


@pytest.mark.parametrize("word", ["0", "false", "No", "OFF"])
def test_words_that_switch_off(word: str) -> None:
    assert env.boolean("DEBUG", True, environ={"DEBUG": word}) is False


def test_a_wrong_value_is_refused_by_the_name_of_its_variable() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^PORT must be a whole number, not '80a'\.$"):
        env.integer("PORT", 8000, environ={"PORT": "80a"})

    with pytest.raises(ImproperlyConfigured, match=r"^DEBUG must be 1 or 0, not 'maybe'\.$"):
        env.boolean("DEBUG", False, environ={"DEBUG": "maybe"})


def test_words_are_split_at_commas_and_trimmed() -> None:
    read = env.words("ALLOWED_HOSTS", [], environ={"ALLOWED_HOSTS": "shop.example, www.shop.example,"})

    assert read == ["shop.example", "www.shop.example"]


def test_path_knows_the_home_folder() -> None:
    assert env.path("SHOP_VAR_DIR", Path("var"), environ={"SHOP_VAR_DIR": "~/shop"}) == Path.home() / "shop"


def test_postgres_address_becomes_django_settings() -> None:
    address = "postgres://ana:p%40ss@db.example:5433/magazin?sslmode=require"

    assert env.postgres("DATABASE_URL", environ={"DATABASE_URL": address}) == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "magazin",
        "USER": "ana",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


def test_postgres_over_the_local_socket_needs_only_a_name() -> None:
    read = env.postgres("DATABASE_URL", environ={"DATABASE_URL": "postgresql:///magazin"})

    assert read is not None
    assert (read["NAME"], read["HOST"], read["PORT"], read["USER"]) == ("magazin", "", "", "")


@pytest.mark.parametrize(
    "address", ["mysql://ana@db.example/magazin", "postgres://ana:tainic@db.example", "magazin"]
)
def test_other_databases_are_refused_without_repeating_the_password(address: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="^DATABASE_URL must look like postgres://") as refusal:
        env.postgres("DATABASE_URL", environ={"DATABASE_URL": address})

    assert "tainic" not in str(refusal.value)


def test_a_port_that_is_no_number_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^DATABASE_URL has a port that is not a number\.$"):
        env.postgres("DATABASE_URL", environ={"DATABASE_URL": "postgres://ana@db.example:abc/magazin"})
