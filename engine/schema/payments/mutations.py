"""What can be changed about payments."""

from __future__ import annotations

from engine.schema.payments import placing, refunds, reports, requests, sessions


class PaymentMutations:
    """The room's fields of Mutation."""

    payment_gateway_initialize = sessions.PaymentGatewayInitialize.Field()
    transaction_initialize = sessions.TransactionInitialize.Field()
    transaction_process = sessions.TransactionProcess.Field()
    transaction_create = reports.TransactionCreate.Field()
    transaction_update = reports.TransactionUpdate.Field()
    transaction_event_report = reports.TransactionEventReport.Field()
    transaction_request_action = requests.TransactionRequestAction.Field()
    transaction_request_refund_for_granted_refund = requests.TransactionRequestRefundForGrantedRefund.Field()
    order_grant_refund_create = refunds.OrderGrantRefundCreate.Field()
    order_grant_refund_update = refunds.OrderGrantRefundUpdate.Field()
    order_create_from_checkout = placing.OrderCreateFromCheckout.Field()
