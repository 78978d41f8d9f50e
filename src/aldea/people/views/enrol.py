"""A nurse enrols a patient."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from aldea.people.forms import EnrolForm
from aldea.people.permissions import Permission, actor_of, require
from aldea.people.use_cases import EnrolmentRefusedError, PatientDetails, register_patient
from aldea.site.edge import new_id, now, today


def enrol(request: HttpRequest) -> HttpResponse:
    """The form, and the patient's context page once it is accepted."""
    actor = actor_of(request)
    require(actor, Permission.ENROL)
    form = EnrolForm(actor, request.POST or None)
    refused = None
    if form.is_valid():
        details, anyway = PatientDetails(**form.cleaned_data), "anyway" in request.POST
        try:
            patient = register_patient(actor, details, now(), today(), new_id, anyway=anyway)
            return redirect("people:context", patient.pk)
        except EnrolmentRefusedError as error:
            refused = error
            form.refuse(refused.field, refused.message)
    return render(request, "people/enrol.html", {"form": form, "refused": refused})
