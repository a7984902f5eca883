// The form of the search page: field, filters, order.

import { FACETS } from "./address.js";
import { element, say } from "./elements.js";

const ORDERS = [["", "relevance"], ["nyeste", "newest"], ["aeldste", "oldest"]];

export function makeForm({ said }) {
  const field = element("input", {
    type: "search", name: "q", id: "soeg-felt", class: "soeg__felt", autocomplete: "off", autocapitalize: "off",
    spellcheck: "false", enterkeyhint: "search", "aria-describedby": "soeg-hjaelp",
  });
  const selects = Object.fromEntries(FACETS.map((name) => [name, element("select", { name, id: `soeg-${name}` })]));
  const dates = Object.fromEntries(["fra", "til"].map((name) => [name, dateField(name)]));
  const order = element("select", { name: "orden", id: "soeg-orden" });
  order.append(...ORDERS.map(([value, word]) => option(value, said[word])));
  const group = element("input", { type: "checkbox", name: "saml", value: "sag", id: "soeg-saml" });
  const error = element("p", { id: "soeg-fejl", class: "soeg__fejl", role: "alert" });
  const clear = element("button", { type: "reset", class: "soeg__ryd" }, said.clear);
  const details = element("details", { class: "soeg__afgraens" }, element("summary", {}, said.filters),
    element("div", { class: "soeg__filtre" },
      ...FACETS.map((name) => labelled(said[name], selects[name])),
      labelled(said.from, dates.fra), labelled(said.to, dates.til), clear),
    element("p", { id: "soeg-dato", class: "soeg__hjaelp" }, said.dateHint), error);
  const root = element("form", { class: "soeg__form", role: "search", action: "", method: "get" },
    element("div", { class: "soeg__linje" },
      labelled(said.field, field), element("button", { type: "submit" }, said.search)),
    element("p", { id: "soeg-hjaelp", class: "soeg__hjaelp" }, said.help),
    details,
    element("div", { class: "soeg__visning" }, labelled(said.sort, order), labelled(said.group, group)));
  const controls = { q: field, ...selects, ...dates, orden: order };
  clear.addEventListener("click", (event) => {
    event.preventDefault();
    for (const name of [...FACETS, "fra", "til"]) controls[name].value = "";
    root.dispatchEvent(new Event("submit", { cancelable: true }));
  });
  return {
    root,
    field,
    fill: (described) => {
      for (const name of FACETS)
        selects[name].replaceChildren(option("", said.all), ...described[name].map(([value, word]) => option(value, word)));
    },
    get: () => ({ ...values(controls), saml: group.checked ? "sag" : "" }),
    set: (state) => {
      for (const [name, control] of Object.entries(controls)) {
        if (control.tagName === "SELECT" && state[name] && ![...control.options].some((o) => o.value === state[name]))
          control.append(option(state[name], state[name]));
        if (control.value !== state[name]) control.value = state[name];
      }
      group.checked = state.saml === "sag";
      if (state.filtered) details.open = true;
    },
    invalid: (bad) => {
      error.textContent = bad.length ? say(said.badDate, bad[0]) : "";
      for (const control of Object.values(dates)) control.setAttribute("aria-invalid", bad.includes(control.value));
    },
  };
}

const values = (controls) => Object.fromEntries(Object.entries(controls).map(([name, { value }]) => [name, value.trim()]));
const option = (value, text) => element("option", { value }, text);

function dateField(name) {
  return element("input", {
    type: "text", name, id: `soeg-${name}`, size: 10, inputmode: "numeric", autocomplete: "off",
    "aria-describedby": "soeg-dato soeg-fejl",
  });
}

function labelled(text, control) {
  return element("div", { class: "soeg__par" }, element("label", { for: control.id }, text), control);
}
