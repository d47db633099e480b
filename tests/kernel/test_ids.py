"""Global ids are Saleor's: base64 of the type's name and the key."""

import pytest

from kernel.ids import MalformedId, from_global_id, to_global_id


def test_an_id_reads_as_saleor_writes_it() -> None:
    assert to_global_id("Product", 165) == "UHJvZHVjdDoxNjU="
    assert from_global_id("UHJvZHVjdDoxNjU=") == ("Product", "165")


def test_another_type_than_expected_is_refused() -> None:
    with pytest.raises(MalformedId, match="Expected: Order, received: Product"):
        from_global_id("UHJvZHVjdDoxNjU=", "Order")


@pytest.mark.parametrize("text", ["", "abc", "ș", "UHJvZHVjdA==", "OjE=", "UHJvZHVjdDo=", "////", "'; DROP"])
def test_text_that_is_no_id_is_refused(text: str) -> None:
    with pytest.raises(MalformedId, match="Invalid ID"):
        from_global_id(text)
