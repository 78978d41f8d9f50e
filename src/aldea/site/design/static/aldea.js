// Starts the NHS.UK components. Every page also works without it.
import { initAll } from "./nhsuk/nhsuk-frontend.min.js";

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("nhsuk-frontend-supported");
}
initAll();

// What was typed in a check is kept in this tab (see keep.js) until the check was sent, somebody signs out, or somebody
// else signs in. A sign-in that ran out loses nothing.
const PREFIX = "aldea:";
const WHO = `${PREFIX}person`;

function forget(prefix) {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(prefix)) {
      sessionStorage.removeItem(key);
    }
  }
}

const person = document.documentElement.dataset.person;
if (person) {
  if (sessionStorage.getItem(WHO) !== person) {
    forget(PREFIX);
  }
  sessionStorage.setItem(WHO, person);
}
const report = /^\/reports\/([0-9a-f-]{36})$/.exec(location.pathname);
if (report) {
  forget(`${PREFIX}/check/${report[1]}/`);
}
document.addEventListener("submit", (event) => {
  if (new URL(event.target.action, location.href).pathname === "/accounts/logout/") {
    forget(PREFIX);
  }
});
