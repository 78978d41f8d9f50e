// Keeps what is typed on a page of the check until it is stored: in this tab alone, for this page alone.
// A lost connection, Back, or a look at another page then loses nothing. What was typed is shown again only where
// nothing newer was stored meanwhile: data-saved is a mark of what is. aldea.js forgets it when the check was sent,
// at sign-out, and when somebody else signs in. Without scripts the browser's own memory serves: it keeps no text of a
// field that says autocomplete="off", so only this script says that, and with it what was typed is kept here alone.
const key = `aldea:${location.pathname}`;
const form = document.querySelector("main form[data-saved]");
const offline = document.querySelector("[data-offline]");

function isBox(field) {
  return field.type === "checkbox" || field.type === "radio";
}

function fields() {
  const found = new Map();
  const rows = new Map();
  for (const field of form.elements) {
    if (!field.name || field.type === "hidden" || field.type === "submit") {
      continue;
    }
    const row = (rows.get(field.name) ?? 0) + 1;
    rows.set(field.name, row);
    found.set(isBox(field) ? `${field.name}=${field.value}` : `${field.name}:${row}`, field);
  }
  return found;
}

function keep() {
  const typed = [...fields()].map(([mark, field]) => [mark, isBox(field) ? field.checked : field.value]);
  sessionStorage.setItem(key, JSON.stringify({ saved: form.dataset.saved, typed }));
}

function restore() {
  const kept = JSON.parse(sessionStorage.getItem(key) ?? "null");
  if (kept === null || kept.saved !== form.dataset.saved) {
    sessionStorage.removeItem(key);
    return;
  }
  const found = fields();
  for (const [mark, value] of kept.typed) {
    const field = found.get(mark);
    if (field === undefined) {
      continue;
    }
    if (isBox(field)) {
      field.checked = value;
    } else {
      field.value = value;
    }
  }
}

if (form) {
  for (const field of form.querySelectorAll("input[type=text], textarea")) {
    field.autocomplete = "off";
  }
  restore();
  form.addEventListener("input", keep);
}
for (const sent of document.querySelectorAll("main form[method=post]")) {
  sent.addEventListener("submit", (event) => {
    if (!navigator.onLine) {
      event.preventDefault();
      event.stopImmediatePropagation();
      if (sent === form) {
        keep();
      }
      saysOnline(false);
      offline.hidden = false;
      offline.focus({ preventScroll: true });
      offline.scrollIntoView();
    }
  }, { capture: true });
}
// The notice stays: whoever reads it must know that nothing has been sent by itself.
window.addEventListener("online", () => saysOnline(true));

function saysOnline(again) {
  offline.querySelector("[data-once-online]").hidden = !again;
  offline.querySelector("[data-while-offline]").hidden = again;
}
