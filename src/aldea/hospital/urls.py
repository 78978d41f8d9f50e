"""Addresses of the hospital's settings."""

from django.urls import path, re_path

from aldea.hospital.views import settings

app_name = "hospital"
urlpatterns = [
    path("settings", settings.settings, name="settings"),
    re_path(r"^settings/(?P<key>[a-z0-9_.]+)$", settings.setting, name="setting"),
]
