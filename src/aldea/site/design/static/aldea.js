// Starts the NHS.UK components. Every page also works without it.
import { initAll } from "./nhsuk/nhsuk-frontend.min.js";

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("nhsuk-frontend-supported");
}
initAll();

// What was typed in a check is kept in this tab until the next page (see keep.js); a sign-in between loses nothing.
if (!location.pathname.startsWith("/check/") && !location.pathname.startsWith("/accounts/")) {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith("aldea:")) {
      sessionStorage.removeItem(key);
    }
  }
}
