// What the pages do with a script that they also say without one: fill in the day of the visit, and copy a reference.
// An external module, so that a strict Content-Security-Policy allows it. It stores nothing and asks nobody.

const today = new Intl.DateTimeFormat("da-DK", { dateStyle: "long" }).format(new Date());
for (const blank of document.querySelectorAll(".besoegt")) {
  blank.textContent = today;
}

/** The text of the element that `button` names, on one line. */
function reference(button) {
  return document.getElementById(button.dataset.kopier).textContent.replace(/\s+/g, " ").trim();
}

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("button[data-kopier]")) {
    const answer = button.nextElementSibling;
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(reference(button));
        answer.textContent = button.dataset.kopieret;
      } catch {
        answer.textContent = button.dataset.fejl;
      }
    });
  }
}
