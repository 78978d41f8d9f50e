"""The site with the check alone: a report is stored, and nothing is raised."""

from django.urls import include, path

from aldea.reports.urls import check_urls
from aldea.reports.use_cases import send_report
from aldea.site import urls

handler500 = urls.handler500
urlpatterns = [path("", include(check_urls(send_report))), *urls.urlpatterns]
