// The page /soeg/: form, filters, results, all of it in the address.

import { read, write } from "./address.js";
import { file, index as load } from "./files.js";
import { find } from "./find.js";
import { element } from "./elements.js";
import { makeForm } from "./form.js";
import { showResults } from "./results.js";

const PAUSE = 60; // milliseconds after a keystroke

/** Fill the container of the search page, and keep it and the address together. */
export async function start(container, typedBefore) {
  const index = await load();
  const page = { container, index, said: index.said, asked: 0 };
  page.form = makeForm(page);
  page.status = element("p", { role: "status", class: "soeg__status" });
  page.list = element("div", { class: "soeg__resultater" });
  container.replaceChildren(page.form.root, page.status, page.list);
  takeOver(page, typedBefore);
  page.form.root.addEventListener("submit", (event) => {
    event.preventDefault();
    go(page, "pushState");
  });
  let waiting;
  page.form.field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => go(page, "replaceState"), PAUSE);
  });
  page.form.root.addEventListener("change", (event) => event.target !== page.form.field && go(page, "pushState"));
  addEventListener("popstate", () => show(page));
  container.addEventListener("keydown", (event) => arrows(page, event));
  await show(page, page.form.field.value !== "");
  page.form.fill(await file("filtre.pak"));
  const typed = page.form.field.value; // keys pressed while the file came are not undone
  page.form.set(read(location.search));
  if (typed) page.form.field.value = typed;
}

/** Go on with what was typed into the header's field before the page was ready. */
function takeOver(page, header) {
  const typed = header?.querySelector("input").value ?? "";
  const isAt = header?.contains(document.activeElement);
  header?.remove();
  if (isAt || !location.search) page.form.field.focus();
  if (!typed || location.search) return;
  page.form.field.value = typed;
  history.replaceState(null, "", write(page.form.get()));
}

function go(page, how) {
  const address = write(page.form.get());
  if (address !== location.search) history[how](null, "", address || location.pathname);
  show(page, true);
}

/** Show what the address asks for. A later search is never overtaken by an earlier one. */
async function show(page, typed = false) {
  const state = read(location.search);
  const number = ++page.asked;
  if (!typed) page.form.set(state);
  page.form.invalid(state.badDates);
  if (state.badDates.length) return page.list.replaceChildren();
  if (!state.q.trim() && !state.filtered) {
    page.status.textContent = "";
    return page.list.replaceChildren(element("p", {}, page.said.help), element("p", {}, page.said.keys));
  }
  try {
    const found = await find(state, page.index);
    if (number === page.asked) await showResults(page, state, found, () => number === page.asked);
  } catch (error) {
    if (number === page.asked) page.status.textContent = page.said.failed;
    throw error;
  }
}

/** Arrows go from the field to the results and between them; Escape goes back to the field. */
function arrows(page, event) {
  const links = [...page.list.querySelectorAll(".soeg__titel a")];
  const here = links.indexOf(document.activeElement);
  const inField = document.activeElement === page.form.field;
  let to;
  if (event.key === "Escape" && here >= 0) to = page.form.field;
  else if (event.key === "ArrowDown" && (inField || here >= 0)) to = links[here + 1];
  else if (event.key === "ArrowUp" && here >= 0) to = links[here - 1] ?? page.form.field;
  if (!to) return;
  event.preventDefault();
  to.focus();
}

