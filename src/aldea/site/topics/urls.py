"""Addresses of the pages to read."""

from django.urls import path

from aldea.site.topics import views

app_name = "topics"

urlpatterns = [
    path("topics/", views.all_topics, name="list"),
    path("topics/advice", views.all_advice, name="advice"),
    path("topics/<slug:slug>", views.one_topic, name="topic"),
]
