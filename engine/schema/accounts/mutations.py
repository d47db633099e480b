"""What can be changed about accounts."""

from __future__ import annotations

from engine.schema.accounts import book, profile, registration, session


class AccountMutations:
    """The room's fields of Mutation."""

    token_create = session.CreateToken.Field()
    token_refresh = session.RefreshToken.Field()
    token_verify = session.VerifyToken.Field()
    tokens_deactivate_all = session.DeactivateAllUserTokens.Field()
    account_register = registration.AccountRegister.Field()
    confirm_account = registration.ConfirmAccount.Field()
    send_confirmation_email = registration.SendConfirmationEmail.Field()
    request_password_reset = registration.RequestPasswordReset.Field()
    set_password = registration.SetPassword.Field()
    password_change = registration.PasswordChange.Field()
    account_update = profile.AccountUpdate.Field()
    account_request_deletion = profile.AccountRequestDeletion.Field()
    account_delete = profile.AccountDelete.Field()
    account_address_create = book.AccountAddressCreate.Field()
    account_address_update = book.AccountAddressUpdate.Field()
    account_address_delete = book.AccountAddressDelete.Field()
    account_set_default_address = book.AccountSetDefaultAddress.Field()
