"""Pages of no single subject: the home page by role, and the emergency numbers."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    """Where each role starts."""
    return render(request, "site/home.html")


@login_not_required
def emergency(request: HttpRequest) -> HttpResponse:
    """The numbers to call; needs no sign-in."""
    return render(request, "site/emergency.html")
