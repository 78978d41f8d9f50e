"""The address of the paper diary."""

from django.urls import path

from aldea.site.diary import views

app_name = "diary"

urlpatterns = [path("diary", views.paper, name="paper")]
