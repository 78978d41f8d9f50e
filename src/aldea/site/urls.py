"""The addresses of the site, and which room hands work to which."""

from importlib import import_module
from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from aldea.site import views

handler500 = "aldea.site.views.something_went_wrong"


def _reports_and_alerts() -> list[URLPattern | URLResolver]:
    if not (find_spec("aldea.reports.urls") and find_spec("aldea.alerts")):
        return []
    check_urls = import_module("aldea.reports.urls").check_urls
    send_check = import_module("aldea.alerts.use_cases").send_check
    return [path("", include(check_urls(send_check))), path("", include("aldea.alerts.urls"))]


urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("emergency", views.emergency, name="emergency"),
    path("accounts/", include("aldea.site.account_urls")),
    path("", include("aldea.people.urls")),
    path("", include("aldea.site.topics.urls")),
    *_reports_and_alerts(),
]
