// The form of the search page: it stands in the page, and is filled and read here.

import { FACETS } from "./address.js";
import { element, say } from "./elements.js";
import { file } from "./files.js";

const NARROWING = [...FACETS, "fra", "til"];

/** What page.js asks of the form that stands in `container`. */
export function formOf(container) {
  const root = container.querySelector("form");
  const controls = Object.fromEntries(["q", ...NARROWING, "orden"].map((name) => [name, root.elements[name]]));
  const group = root.elements.saml;
  const details = root.querySelector("details");
  details.addEventListener("toggle", () => details.open && fill(controls));
  root.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const name of NARROWING) controls[name].value = "";
    root.requestSubmit();
  });
  return {
    root,
    field: controls.q,
    get: () => ({ ...values(controls), saml: group.checked ? "sag" : "" }),
    set: (state) => {
      for (const [name, control] of Object.entries(controls)) choose(control, state[name]);
      group.checked = state.saml === "sag";
      if (state.filtered) details.open = true;
    },
    invalid: (bad, said) => {
      root.querySelector(".soeg__fejl").textContent = bad.length ? say(said.badDate, bad[0]) : "";
      for (const control of [controls.fra, controls.til])
        control.setAttribute("aria-invalid", bad.includes(control.value));
    },
  };
}

const values = (controls) => Object.fromEntries(Object.entries(controls).map(([name, { value }]) => [name, value.trim()]));
const option = (value, text) => element("option", { value }, text);

/** Give a control its value; one that is not among the choices, or not yet, becomes one. */
function choose(control, value) {
  if (control.value === value) return;
  if (control.tagName === "SELECT" && ![...control.options].some((choice) => choice.value === value))
    control.append(option(value, value));
  control.value = value;
}

/** The values of each filter, fetched when the filters are opened for the first time. */
async function fill(controls) {
  const described = await file("filtre.pak");
  for (const name of FACETS) {
    const { value, options } = controls[name];
    controls[name].replaceChildren(options[0], ...described[name].map(([key, word]) => option(key, word)));
    choose(controls[name], value);
  }
}
