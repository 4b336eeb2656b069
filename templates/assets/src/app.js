// Comfort only: every page works without this file.

// A form sent twice by an impatient click is sent once.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  for (const button of form.querySelectorAll("button[type=submit]")) button.setAttribute("aria-disabled", "true");
});

// Coming back with the browser's button, the form can be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("button[aria-disabled]")) button.removeAttribute("aria-disabled");
  }
});

// What is wrong with a form is read first.
document.getElementById("mistakes")?.focus();

// What shows progress is brought up to date while it is looked at; when there is no progress any more, the page comes anew.
// Only <div data-live> is exchanged: the focus stays where it is.
const live = document.querySelector("[data-live]");
async function follow() {
  if (document.visibilityState === "visible") {
    try {
      const answer = await fetch(location.href, { headers: { accept: "text/html" } });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-live]");
      if (!answer.ok || !fresh) return location.reload();
      live.replaceChildren(...fresh.childNodes);
    } catch {
      // The network was away for a moment: ask again.
    }
  }
  setTimeout(follow, 1000);
}
if (live) setTimeout(follow, 1000);
