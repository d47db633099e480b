"""Addresses of a SES's own pages: checklist, profile, documents, attestations."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from ses_vendors.portal.views import attestations, papers, periods, pictures, profile, state

urlpatterns: list[URLPattern | URLResolver] = [
    path("atelier/<slug:slug>/", state.show_vendor, name="vendor"),
    path("atelier/<slug:slug>/trimite/", state.send, name="send"),
    path("atelier/<slug:slug>/retrage-cererea/", state.withdraw, name="withdraw"),
    path("atelier/<slug:slug>/din-nou/", state.apply_again, name="again"),
    path("atelier/<slug:slug>/pleaca/", state.leave, name="leave"),
    path("atelier/<slug:slug>/termeni/", state.accept_terms, name="terms"),
    path("atelier/<slug:slug>/profil/", profile.show_profile, name="profile"),
    path("atelier/<slug:slug>/profil/poze/", pictures.show_pictures, name="pictures"),
    path("atelier/<slug:slug>/profil/poze/sigla/", pictures.put_logo, name="logo"),
    path("atelier/<slug:slug>/profil/poze/<int:pk>/sterge/", pictures.remove_picture, name="picture-remove"),
    path("atelier/<slug:slug>/profil/tva/", periods.show_vat, name="vat"),
    path("atelier/<slug:slug>/profil/tva/<int:pk>/", periods.show_vat, name="vat-edit"),
    path("atelier/<slug:slug>/profil/inchis/", periods.show_closures, name="closures"),
    path("atelier/<slug:slug>/profil/inchis/<int:pk>/", periods.show_closures, name="closure-edit"),
    path("atelier/<slug:slug>/profil/inchis/<int:pk>/sterge/", periods.remove_closure, name="closure-remove"),
    path("atelier/<slug:slug>/profil/<slug:section>/", profile.edit_section, name="section"),
    path("atelier/<slug:slug>/documente/", papers.show_documents, name="documents"),
    path("atelier/<slug:slug>/documente/<int:pk>/", papers.download, name="document"),
    path("atelier/<slug:slug>/atestate/", attestations.show_attestations, name="attestations"),
    path("atelier/<slug:slug>/atestate/nou/", attestations.enter, name="attestation-new"),
    path("atelier/<slug:slug>/atestate/<int:pk>/", attestations.show_attestation, name="attestation"),
    path("atelier/<slug:slug>/atestate/<int:pk>/scrie/", attestations.enter, name="attestation-edit"),
    path("atelier/<slug:slug>/atestate/<int:pk>/preda/", attestations.hand_in, name="attestation-hand-in"),
]
