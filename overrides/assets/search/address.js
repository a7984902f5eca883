// The search as it stands in the address: /soeg/?q=hjemløse&emne=hjemloeshed&fra=2024-01

export const FACETS = ["type", "organ", "emne", "udfald", "ansvarlig"];
const OTHERS = ["q", "fra", "til", "orden", "saml"];
const DATE = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/;

/** What an address asks for; `filtered` where it asks for anything but words. */
export function read(search) {
  const parameters = new URLSearchParams(search);
  const state = Object.fromEntries([...OTHERS, ...FACETS].map((name) => [name, parameters.get(name) ?? ""]));
  state.badDates = [state.fra, state.til].filter((date) => date && !DATE.test(date));
  state.facets = Object.fromEntries(FACETS.map((name) => [name, state[name]]));
  state.filtered = [...FACETS, "fra", "til"].some((name) => state[name]);
  return state;
}

/** The address of a search: only what is asked for, always in the same order. */
export function write(state) {
  const parameters = new URLSearchParams();
  for (const name of ["q", ...FACETS, "fra", "til", "orden", "saml"]) if (state[name]) parameters.set(name, state[name]);
  const text = parameters.toString();
  return text ? `?${text}` : "";
}
