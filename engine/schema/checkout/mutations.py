"""What can be changed about checkouts."""

from __future__ import annotations

from engine.schema.checkout import completion, contact, lines, promo, shipping


class CheckoutMutations:
    """The room's fields of Mutation."""

    checkout_create = lines.CheckoutCreate.Field()
    checkout_lines_add = lines.CheckoutLinesAdd.Field()
    checkout_lines_update = lines.CheckoutLinesUpdate.Field()
    checkout_lines_delete = lines.CheckoutLinesDelete.Field()
    checkout_add_promo_code = promo.CheckoutAddPromoCode.Field()
    checkout_remove_promo_code = promo.CheckoutRemovePromoCode.Field()
    checkout_email_update = contact.CheckoutEmailUpdate.Field()
    checkout_shipping_address_update = contact.CheckoutShippingAddressUpdate.Field()
    checkout_billing_address_update = contact.CheckoutBillingAddressUpdate.Field()
    checkout_customer_attach = contact.CheckoutCustomerAttach.Field()
    checkout_customer_detach = contact.CheckoutCustomerDetach.Field()
    checkout_customer_note_update = contact.CheckoutCustomerNoteUpdate.Field()
    checkout_language_code_update = contact.CheckoutLanguageCodeUpdate.Field()
    delivery_options_calculate = shipping.DeliveryOptionsCalculate.Field()
    checkout_delivery_method_update = shipping.CheckoutDeliveryMethodUpdate.Field()
    checkout_complete = completion.CheckoutComplete.Field()
