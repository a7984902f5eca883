// Search on every page: "/" goes to the field, and words looked for are marked on the page arrived at.
// The search page's own modules are under search/. Nothing is stored, and nothing is asked of anyone else.

const container = document.querySelector("#soeg");

if (container) {
  const nothingAsked = !location.search && document.activeElement === document.body;
  if (nothingAsked) container.querySelector("#soeg-felt").focus();
  const { start } = await import("./search/page.js");
  await start(container);
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const field = document.querySelector("#soeg-felt, #soeg-top input");
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});

const wanted = new URLSearchParams(location.search).get("marker");
const article = document.querySelector("article");
if (wanted && article && !container) {
  const [{ index }, { parse }, { markPage, marker }, { marks }] = await Promise.all([
    import("./search/files.js"),
    import("./search/query.js"),
    import("./search/marking.js"),
    import("./search/find.js"),
  ]);
  const loaded = await index();
  const first = markPage(article, marker(marks(parse(wanted, loaded)), loaded.text));
  if (first && !location.hash) first.scrollIntoView({ block: "center" });
}
