"""The slip of an invitation: shown once, on a page of its own."""

from base64 import b64encode
from io import BytesIO
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from qrcode import make  # type: ignore[import-untyped]
from qrcode.image.svg import SvgPathImage  # type: ignore[import-untyped]

from aldea.people.models import Invitation
from aldea.people.permissions import actor_of
from aldea.people.queries import get_invitation_of_maker

SLIP = "slip"
LASTS = 120
"""Seconds for which the secret waits in the browser that made it; the page of the slip takes it."""


def to_slip(invitation: Invitation, token: str) -> HttpResponse:
    """To the page of the slip. The secret goes with the browser: of it only a digest is stored."""
    address = reverse("people:slip", args=[invitation.pk])
    response = redirect(address)
    response.set_signed_cookie(
        SLIP,
        token,
        salt=str(invitation.pk),
        max_age=LASTS,
        path=address,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return response


def slip(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    """The link and its picture, once, for who made the invitation."""
    invitation = get_invitation_of_maker(actor_of(request), invitation_id)
    token = request.get_signed_cookie(SLIP, None, salt=str(invitation.pk), max_age=LASTS)
    page = {"invitation": invitation, "patient": invitation.patient}
    if token is None:
        return render(request, "people/slip_shown.html", page, status=410)
    link = request.build_absolute_uri(reverse("people:welcome", args=[token]))
    response = render(request, "people/slip.html", {**page, "link": link, "picture": picture(link)})
    response.delete_cookie(SLIP, path=request.path, samesite="Strict")
    return response


def picture(link: str) -> str:
    """The link as a QR code: the address of an inline SVG picture."""
    drawing = BytesIO()
    make(link, image_factory=SvgPathImage).save(drawing)
    return f"data:image/svg+xml;base64,{b64encode(drawing.getvalue()).decode()}"
