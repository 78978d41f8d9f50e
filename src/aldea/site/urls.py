"""The addresses of the site, and which room hands work to which."""

from django.urls import URLPattern, URLResolver, include, path

from aldea.alerts.use_cases import send_check
from aldea.alerts.whose_use_cases import match_caller, part_caller
from aldea.people.urls import people_urls
from aldea.reports.urls import check_urls
from aldea.site import views, watch

handler500 = "aldea.site.views.something_went_wrong"


urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("emergency", views.emergency, name="emergency"),
    path("healthz", watch.health, name="health"),
    path("metrics", watch.metrics, name="metrics"),
    path("contacts.vcf", views.contact_card, name="contact_card"),
    path("alert-card", views.alert_card, name="alert_card"),
    path("alert-card.pdf", views.alert_card_pdf, name="alert_card_pdf"),
    path("accounts/", include("aldea.site.account_urls")),
    path("", include(people_urls(match_caller))),
    path("", include("aldea.hospital.urls")),
    path("", include("aldea.site.topics.urls")),
    path("", include("aldea.site.rulebook.urls")),
    path("", include("aldea.site.diary.urls")),
    path("", include(check_urls(send_check, part_caller))),
    path("", include("aldea.alerts.urls")),
]
