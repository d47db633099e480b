"""The shop's addresses and the two bare views."""

from django.urls import path

from bench import views
from config.urls import urlpatterns as shop

urlpatterns = [
    path("bench/fixed/", views.fixed),
    path("bench/query/", views.query),
    *shop,
]
