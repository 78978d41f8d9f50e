"""Addresses of the team's pages and of the answer."""

from django.urls import URLPattern

app_name = "alerts"
urlpatterns: list[URLPattern] = []
