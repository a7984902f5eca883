// The page /soeg/: form and results, all of it in the address.

import { read, write } from "./address.js";
import { index } from "./files.js";
import { find } from "./find.js";
import { formOf } from "./form.js";
import { showResults } from "./results.js";

const PAUSE = 70; // milliseconds after a keystroke
const SHORTEST = 3; // letters that are answered early

/** Keep the form of the search page, its results and the address together. */
export async function start(container) {
  const form = formOf(container);
  const [status, list] = [".soeg__status", ".soeg__resultater"].map((part) => container.querySelector(part));
  const page = { container, form, status, list, asked: 0, begun: index() };
  form.root.addEventListener("submit", (event) => {
    event.preventDefault();
    go(page, "pushState");
  });
  form.field.addEventListener("input", () => typed(page));
  form.root.addEventListener("change", (event) => event.target !== form.field && go(page, "pushState"));
  addEventListener("popstate", () => show(page));
  container.addEventListener("keydown", (event) => arrows(page, event));
  const early = form.field.value; // typed before this script came
  form.set({ ...read(location.search), ...(early && { q: early }) });
  if (early) typed(page);
  else await show(page, true);
}

/** The first letters are answered at once, the rest when there is a pause. */
function typed(page) {
  clearTimeout(page.waiting);
  page.waiting = setTimeout(() => go(page, "replaceState"), PAUSE);
  const { q } = page.form.get();
  if (q.length < SHORTEST) page.early = false;
  else if (!page.early && !page.list.querySelector("li")) {
    page.early = true;
    answerEarly(page);
  }
}

/** Without a count, and only while there is no whole answer. */
async function answerEarly(page) {
  const loaded = await page.begun;
  const state = read(write(page.form.get()));
  const found = await find(state, loaded, true);
  const isLast = () => !page.list.firstChild && page.form.get().q !== "";
  if (!found.all.length) page.early = false; // the next letter may find something
  else if (isLast()) await showResults({ ...page, index: loaded, said: loaded.said }, state, found, isLast);
}

function go(page, how) {
  clearTimeout(page.waiting);
  const address = write(page.form.get());
  if (address !== location.search) history[how](null, "", address || location.pathname);
  show(page, true);
}

/** Show what the address asks for. A later search is never overtaken by an earlier one. */
async function show(page, typed = false) {
  const state = read(location.search);
  const number = ++page.asked;
  const isLast = () => number === page.asked;
  if (!typed) page.form.set(state);
  page.list.ariaBusy = "true";
  try {
    const loaded = await (page.begun = index());
    if (!isLast()) return;
    page.form.invalid(state.badDates, loaded.said);
    if (state.badDates.length || (!state.q.trim() && !state.filtered)) return empty(page);
    const found = await find(state, loaded);
    if (isLast()) await showResults({ ...page, index: loaded, said: loaded.said }, state, found, isLast);
  } catch (error) {
    if (isLast()) page.status.textContent = page.container.dataset.fejl;
    throw error;
  } finally {
    if (isLast()) page.list.ariaBusy = "false";
  }
}

function empty(page) {
  page.status.textContent = "";
  page.list.replaceChildren();
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
