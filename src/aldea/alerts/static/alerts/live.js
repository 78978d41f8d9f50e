// Keeps parts of a page up to date: [data-live="address"] is fetched every data-live-seconds while the page is
// looked at, and put in place when it has changed. What has focus keeps it. A lost connection is said aloud.
// A fragment may hold [data-live-words]: when these change they are spoken through [data-live-say].
const LOST_AFTER = 3;

function follow(region) {
  const around = region.parentElement;
  const lost = around.querySelector("[data-live-lost]");
  const say = around.querySelector("[data-live-say]");
  const pause = Number(region.dataset.liveSeconds) * 1000;
  let failures = 0;

  async function look() {
    if (!document.hidden) {
      try {
        const answer = await fetch(region.dataset.live, {
          cache: "no-store",
          redirect: "error",
          signal: AbortSignal.timeout(10000),
        });
        if (!answer.ok) {
          throw new Error(answer.statusText);
        }
        show(await answer.text());
        failures = 0;
      } catch {
        failures += 1;
      }
      if (lost) {
        lost.hidden = failures < LOST_AFTER;
      }
    }
    setTimeout(look, pause);
  }

  function show(text) {
    const fresh = document.createElement("template");
    fresh.innerHTML = text;
    if (fresh.innerHTML.trim() === region.innerHTML.trim()) {
      return;
    }
    if (fresh.content.querySelector("[data-live-ended]") && !region.querySelector("[data-live-ended]")) {
      location.reload(); // the whole page has changed: no links that lead nowhere
      return;
    }
    const focused = region.contains(document.activeElement) ? document.activeElement.id : "";
    region.replaceChildren(fresh.content);
    const again = focused && document.getElementById(focused);
    if (again) {
      again.focus({ preventScroll: true });
    }
    const words = region.querySelector("[data-live-words]");
    if (say && words && say.textContent !== words.textContent) {
      say.textContent = words.textContent;
    }
  }

  setTimeout(look, pause);
}

document.querySelectorAll("[data-live]").forEach(follow);
