// A link of the index opens what it leads to, and paper shows all that is folded on the screen. Without scripts each
// folded part opens by its own heading, and newer browsers print it open by the style sheet alone.
function openAt(address) {
  const target = address.length > 1 ? document.getElementById(decodeURIComponent(address.slice(1))) : null;
  const folded = target?.closest("details");
  if (folded) {
    folded.open = true;
    target.scrollIntoView();
  }
}

openAt(location.hash);
window.addEventListener("hashchange", () => openAt(location.hash));

let opened = [];
window.addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("main details:not([open])")];
  for (const folded of opened) {
    folded.open = true;
  }
});
window.addEventListener("afterprint", () => {
  for (const folded of opened) {
    folded.open = false;
  }
  opened = [];
});
