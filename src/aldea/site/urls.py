"""The addresses of the site."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from aldea.site import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("emergency", views.emergency, name="emergency"),
    path("accounts/", include("allauth.urls")),
    path("", include("aldea.people.urls")),
    *[
        path("", include(f"{app}.urls"))
        for app in ("aldea.reports", "aldea.alerts")
        if find_spec(app) and find_spec(f"{app}.urls")
    ],
]
