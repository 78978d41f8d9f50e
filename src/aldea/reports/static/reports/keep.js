// Keeps what is typed on a page of the check until it is sent: in this tab alone, for this page alone.
// A lost connection then loses nothing; the next page forgets it. Without scripts the browser's own memory serves.
const PREFIX = "aldea:";
const key = PREFIX + location.pathname;
const form = document.querySelector("main form[method=post]");
const offline = document.querySelector("[data-offline]");

function fields() {
  return [...form.elements].filter((field) => field.name && field.type !== "hidden" && field.type !== "submit");
}

function keep() {
  const kept = fields().map((field) => [field.id, field.type === "checkbox" || field.type === "radio" ? field.checked : field.value]);
  sessionStorage.setItem(key, JSON.stringify(kept));
}

function restore() {
  const kept = JSON.parse(sessionStorage.getItem(key) ?? "[]");
  for (const [id, value] of kept) {
    const field = document.getElementById(id);
    if (field === null) {
      continue;
    }
    if (typeof value === "boolean") {
      field.checked = value;
    } else {
      field.value = value;
    }
  }
}

for (const other of Object.keys(sessionStorage)) {
  if (other.startsWith(PREFIX) && other !== key) {
    sessionStorage.removeItem(other);
  }
}
if (form) {
  restore();
  form.addEventListener("input", keep);
  form.addEventListener("submit", (event) => {
    if (!navigator.onLine) {
      event.preventDefault();
      event.stopImmediatePropagation();
      keep();
      offline.hidden = false;
      offline.scrollIntoView();
    }
  }, { capture: true });
  window.addEventListener("online", () => {
    offline.hidden = true;
  });
}
