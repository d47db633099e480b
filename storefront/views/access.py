"""Getting into an account: register, confirm, log in and out, a new password by mail.

No page here says whether an e-mail address has an account.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from commerce.errors import InvalidCredentials, LoginDelayed, Refused
from commerce.shop import account
from storefront import language, shoppers
from storefront.forms import ShopForm
from storefront.forms.account import ForgottenForm, LogInForm, NewPasswordForm, RegisterForm

#: Characters of what a mailed link carries; longer ones are nobody's.
LONGEST_PROOF = 300


@never_cache
@sensitive_post_parameters("password")
def log_in(request: HttpRequest) -> HttpResponse:
    """Show the log-in form, and let the shopper in."""
    if request.method != "POST" and shoppers.current_token(request):
        return redirect(shoppers.safe_next(request, "storefront:account"))
    form = LogInForm(request.POST or None)
    if form.is_valid() and _enters(request, form):
        return redirect(shoppers.safe_next(request, "storefront:account"))
    context = {"form": form, "next": shoppers.safe_next(request, "storefront:account")}
    return render(request, "storefront/account/log_in.html", context, status=status_of(form))


def _enters(request: HttpRequest, form: LogInForm) -> bool:
    data = form.cleaned_data
    try:
        shoppers.enter(request, account.log_in(email=data["email"], password=data["password"]))
    except LoginDelayed as delayed:
        form.say_wait(delayed, now=timezone.now())
    except InvalidCredentials as refused:
        is_unconfirmed = "ACCOUNT_NOT_CONFIRMED" in refused.codes
        form.say_unconfirmed() if is_unconfirmed else form.say_wrong()
    return form.is_valid()


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """Forget who was logged in."""
    shoppers.leave(request)
    messages.success(request, _("You are logged out."))
    return redirect("storefront:home")


@never_cache
@sensitive_post_parameters("password")
def register(request: HttpRequest) -> HttpResponse:
    """Show the form of a new account, and make it."""
    form = RegisterForm(request.POST or None)
    if form.is_valid():
        try:
            must_confirm = account.register(
                **form.cleaned_data,
                language=language.current(),
                redirect_url=request.build_absolute_uri(reverse("storefront:account-confirm")),
            )
        except Refused as refused:
            form.refuse(refused.problems)
        else:
            return redirect("storefront:registered" if must_confirm else "storefront:log-in")
    return render(request, "storefront/account/register.html", {"form": form}, status=status_of(form))


@require_safe
@never_cache
def registered(request: HttpRequest) -> HttpResponse:
    """Say that a letter is on its way."""
    return render(request, "storefront/account/registered.html")


@never_cache
def confirm(request: HttpRequest) -> HttpResponse:
    """Confirm an e-mail address at the press of a button, so that a mail scanner's look spends nothing."""
    email, token = mailed_proof(request)
    if request.method == "POST":
        try:
            account.confirm(email=email, token=token)
        except (InvalidCredentials, Refused):
            return render(request, "storefront/account/confirm.html", {"is_spent": True}, status=422)
        messages.success(request, _("Your e-mail address is confirmed. You can log in now."))
        return redirect("storefront:log-in")
    context = {"email": email, "token": token, "is_spent": not (email and token)}
    return render(request, "storefront/account/confirm.html", context)


@never_cache
def forgot_password(request: HttpRequest) -> HttpResponse:
    """Ask for the e-mail address, and mail a link for a new password if it has an account."""
    form = ForgottenForm(request.POST or None)
    if form.is_valid():
        link = request.build_absolute_uri(reverse("storefront:password-new"))
        try:
            account.request_password_reset(email=form.cleaned_data["email"], redirect_url=link)
        except Refused as refused:
            if "PASSWORD_RESET_ALREADY_REQUESTED" not in refused.codes:
                raise
        return redirect("storefront:password-sent")
    return render(
        request, "storefront/account/password_forgotten.html", {"form": form}, status=status_of(form)
    )


@require_safe
@never_cache
def reset_sent(request: HttpRequest) -> HttpResponse:
    """Say that a letter is on its way, if there is an account."""
    return render(request, "storefront/account/password_sent.html")


@never_cache
@sensitive_post_parameters("password")
def set_password(request: HttpRequest) -> HttpResponse:
    """Take a new password by the mailed link, and let the shopper in."""
    email, token = mailed_proof(request)
    form, is_spent = NewPasswordForm(request.POST or None), not (email and token)
    if not is_spent and form.is_valid():
        try:
            tokens = account.set_password(email=email, token=token, password=form.cleaned_data["password"])
        except InvalidCredentials:
            is_spent = True
        except Refused as refused:
            form.refuse(refused.problems)
        else:
            shoppers.enter(request, tokens)
            messages.success(request, _("Your new password is set, and you are logged in."))
            return redirect("storefront:account")
    context = {"form": form, "email": email, "token": token, "is_spent": is_spent}
    status = 422 if request.method == "POST" else 200
    return render(request, "storefront/account/password_new.html", context, status=status)


def mailed_proof(request: HttpRequest) -> tuple[str, str]:
    """Read what a mailed link carries; the page's form repeats it."""
    given = request.POST if request.method == "POST" else request.GET
    email, token = given.get("email", ""), given.get("token", "")
    return ("", "") if max(len(email), len(token)) > LONGEST_PROOF else (email, token)


def status_of(form: ShopForm) -> int:
    """Return 422 for a form that was sent and refused, 200 otherwise."""
    return 422 if form.is_bound and not form.is_valid() else 200
