"""Setting up a second factor and taking one away: allauth's views, with what they leave out here."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.generic import View

from ses_vendors.portal import second_factor
from ses_vendors.portal.adapter import SecondFactorAdapter
from ses_vendors.portal.forms import ErrorLink


class _Shown(View):
    """Opens to sessions that have shown the second factor there is, however lately they gave a password."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask for it first."""
        if second_factor.is_unshown(request):
            return HttpResponseRedirect(second_factor.way_to(request))
        return super().dispatch(request, *args, **kwargs)


class SetUpAppView(_Shown, ActivateTOTPView):  # type: ignore[misc]
    """Set up an app; who has just typed its code is not asked for another one."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the app, and count the code where this is the first second factor."""
        response: HttpResponse = super().form_valid(form)
        second_factor.count_first(self.request, Authenticator.Type.TOTP)
        return response


class AddKeyView(_Shown, AddWebAuthnView):  # type: ignore[misc]
    """Add a passkey; who has just shown finger, face or PIN for it is not asked once more."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the passkey, and count it where this is the first second factor."""
        response: HttpResponse = super().form_valid(form)
        second_factor.count_first(self.request, Authenticator.Type.WEBAUTHN)
        return response


class RemoveKeyView(_Shown, RemoveWebAuthnView):  # type: ignore[misc]
    """Take a passkey away, unless it is the last second factor of somebody who needs one."""

    def get_context_data(self, **values: Any) -> dict[str, Any]:
        """Say before the press that it would be refused, as the page about the app does."""
        values["refusals"] = [] if self._may_go() else [ErrorLink("", str(_refusal()))]
        context: dict[str, Any] = super().get_context_data(**values)
        return context

    def form_valid(self, form: Any) -> HttpResponse:
        """Remove it, or say why not."""
        if not self._may_go():
            response: HttpResponse = self.render_to_response(self.get_context_data(), status=422)
        else:
            response = super().form_valid(form)
        return response

    def _may_go(self) -> bool:
        return SecondFactorAdapter().can_delete_authenticator(self.object)


def _refusal() -> Any:
    return SecondFactorAdapter.error_messages["cannot_delete_authenticator"]


set_up_app = SetUpAppView.as_view()
add_key = AddKeyView.as_view()
remove_key = RemoveKeyView.as_view()
