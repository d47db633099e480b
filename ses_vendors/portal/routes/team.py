"""Addresses of a SES's team and its invitations."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from ses_vendors.portal.views import invitations, team

urlpatterns: list[URLPattern | URLResolver] = [
    path("atelier/invitatie/primita/<int:pk>/", invitations.accept_waiting, name="invitation-accept"),
    path("atelier/invitatie/<str:token>/", invitations.show_invitation, name="invitation"),
    path("atelier/<slug:slug>/echipa/", team.show_team, name="team"),
    path("atelier/<slug:slug>/echipa/invita/", team.invite, name="team-invite"),
    path("atelier/<slug:slug>/echipa/pleaca/", team.leave, name="team-leave"),
    path("atelier/<slug:slug>/echipa/<int:pk>/", team.edit_member, name="team-member"),
    path("atelier/<slug:slug>/echipa/<int:pk>/scoate/", team.remove_member, name="team-remove"),
    path("atelier/<slug:slug>/echipa/invitatii/<int:pk>/retrage/", team.revoke, name="team-revoke"),
]
