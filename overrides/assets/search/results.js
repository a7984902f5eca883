// The results: how many, the first of them with excerpts, more on demand, by case on demand, and what to try.

import { write } from "./address.js";
import { counted, date, element, say } from "./elements.js";
import { file } from "./files.js";
import { excerpt, marker, withMarks } from "./marking.js";

const AT_A_TIME = 10;
const AT_FIRST = 4; // of them, that are shown before the rest have come
const OF_A_CASE = 3; // results shown of each case
const CALM = 200; // milliseconds before excerpts are fetched
const SHORT = 60; // letters of an excerpt that gets one line
const FEW = 10; // under this many, those with only some of the words are shown too
const ROOT = new URL("../../", import.meta.url);

export async function showResults(page, state, found, isLast) {
  const { said, index } = page;
  const isMarked = marker(found.marks, index.text);
  const shown = { ...page, state, isMarked, query: state.q, coming: [] };
  if (found.quick) return showEarly(shown, found.all, isLast);
  const parts = [...corrected(found, index, said, state)];
  const some = found.all.length < FEW ? found.some : [];
  if (!found.all.length) parts.push(...nothing(found, said, state, some));
  else if (state.saml) parts.push(await byCase(shown, found.all));
  else parts.push(await section(shown, found.all));
  if (some.length) {
    const heading = counted(some.length, said.oneSome, said.manySome);
    parts.push(element("h2", {}, heading), await section(shown, some));
  }
  if (!isLast()) return;
  page.list.replaceChildren(...parts);
  page.status.textContent = count(found, some, said);
  await Promise.all(shown.coming);
}

/** The first few, without excerpts and without a count: more letters are on their way. */
async function showEarly(page, results, isLast) {
  const cards = await Promise.all(results.slice(0, AT_FIRST).map(([document]) => page.index.card(document)));
  const entries = cards.map((card) => entry(page, card));
  if (isLast()) page.list.replaceChildren(element("ol", { class: "soeg__liste" }, ...entries));
}

function count(found, some, said) {
  const all = found.all.length ? counted(found.all.length, said.oneResult, said.manyResults) : said.noResults;
  const told = found.needed < found.wanted && found.all.length ? `${all}. ${say(said.atLeast, found.needed, found.wanted)}` : all;
  return some.length ? `${told}. ${counted(some.length, said.oneSome, said.manySome)}` : told;
}

function* corrected({ corrections }, { text }, said, state) {
  for (const { word, near } of corrections) {
    const typed = state.q.match(/[\p{L}\p{N}]+/gu).find((written) => text.fold(written) === word) ?? word;
    const links = near.flatMap((other, n) => [n ? ", " : "", again(other, { ...state, q: state.q.replace(typed, other) })]);
    yield element("p", { class: "soeg__rettet" }, say(said.corrected, typed), ...links);
  }
}

const again = (text, state) => element("a", { href: write(state) }, text);

function* nothing(found, said, state, some) {
  if (found.small) yield element("p", {}, said.onlySmall);
  else if (!some.length) {
    yield element("p", {}, `${said.try}:`);
    const tips = state.filtered ? said.tips : said.tips.filter((_, n) => n !== 1);
    yield element("ul", {}, ...tips.map((tip) => element("li", {}, tip)));
  }
}

/** A list that shows some results, and more when asked. */
async function section(page, results, atATime = AT_A_TIME) {
  const list = element("ol", { class: "soeg__liste" });
  const more = element("button", { type: "button", class: "soeg__flere" }, page.said.more);
  const told = element("p", { class: "soeg__vist", "aria-live": "polite" });
  const add = async (cards) => list.append(...(await Promise.all(cards)).map((card) => entry(page, card)));
  const next = async () => {
    const from = list.children.length;
    const cards = results.slice(from, from + atATime).map(([document]) => page.index.card(document));
    more.hidden = true; // until it stands below the last
    await add(cards.slice(0, AT_FIRST));
    const rest = add(cards.slice(AT_FIRST)).then(() => {
      more.hidden = list.children.length >= results.length;
      told.textContent = more.hidden ? "" : say(page.said.shown, list.children.length, results.length);
    });
    page.coming.push(rest);
    if (from) list.children[from]?.querySelector("a").focus();
  };
  more.addEventListener("click", next);
  await next();
  return element("div", {}, list, told, more);
}

function entry(page, card) {
  const { said } = page;
  const link = element("a", { href: arrival(card.url, page.query) }, ...withMarks(card.title, page.isMarked));
  const facts = [said.kinds[card.kind], date(card.date, said.months), card.body];
  if (card.kind === "punkt" && said.outcomes[card.outcome]) facts.push(said.outcomes[card.outcome]);
  const made = element("li", { class: "soeg__fund" },
    element("p", { class: "soeg__titel" }, link),
    element("p", { class: "soeg__fakta" }, facts.join(" · ")));
  if (card.item) made.append(element("p", { class: "soeg__fakta" }, `${said.inItem} ${card.item}`));
  if (card.letters) made.append(passage(page, card));
  return made;
}

const atLast = new IntersectionObserver((seen) => {
  for (const { target, isIntersecting } of seen) {
    if (!isIntersecting) continue;
    atLast.unobserve(target);
    target.dispatchEvent(new Event("seen"));
  }
}, { rootMargin: "120px" });

/** The excerpt, fetched when it is about to be seen, and not while letters come one after the other. Its room is kept. */
function passage(page, { letters, text }) {
  const made = element("p", { class: letters <= SHORT ? "soeg__uddrag soeg__uddrag--kort" : "soeg__uddrag" });
  made.addEventListener("seen", async () => {
    made.append(...excerpt(await text(), page.isMarked));
  });
  setTimeout(() => made.isConnected && atLast.observe(made), CALM);
  return made;
}

/** The page's address, with what to mark on it. */
function arrival(url, query) {
  const address = new URL(url, ROOT);
  if (query.trim()) address.searchParams.set("marker", query.trim());
  return address.href;
}

/** The cases by their best result, some at a time, each with its first results; then what is of no case. */
async function byCase(page, results) {
  const groups = await casesOf(results, page.index);
  const list = element("div", {});
  const more = element("button", { type: "button", class: "soeg__flere" }, page.said.moreCases);
  let shown = 0;
  const next = async () => {
    const some = groups.slice(shown, shown + AT_A_TIME);
    shown += some.length;
    const made = await Promise.all(some.map((group) => oneCase(page, group, groups.length > 1)));
    list.append(...made);
    more.hidden = shown >= groups.length;
    if (shown > some.length) made[0].querySelector("a").focus();
  };
  more.addEventListener("click", next);
  await next();
  return element("div", {}, list, more);
}

async function casesOf(results, index) {
  const rank = new Map(results.map(([document], n) => [document, n]));
  const cases = new Map();
  const rest = new Set(rank.keys());
  const each = await Promise.all(index.segments.map(async (segment) => [segment, await file(`sager/${segment.name}.pak`)]));
  for (const [segment, held] of each)
    for (const [url, members] of Object.entries(held)) {
      const ranks = segment.documents(members).filter((document) => rest.delete(document)).map((document) => rank.get(document));
      if (ranks.length) cases.set(url, [...(cases.get(url) ?? []), ...ranks]);
    }
  const groups = [...cases].map(([url, ranks]) => ({ url, ranks: ranks.sort((a, b) => a - b) }));
  groups.sort((a, b) => a.ranks[0] - b.ranks[0]);
  if (rest.size) groups.push({ ranks: [...rest].map((document) => rank.get(document)) });
  return groups.map(({ url, ranks }) => ({ url, results: ranks.map((n) => results[n]) }));
}

async function oneCase(page, { url, results }, isOneOfMany) {
  const { said } = page;
  const best = url && (await page.index.card(results[0][0]));
  const title = best && (best.sagTitle || best.item || best.title);
  const told = counted(results.length, said.oneResult, said.manyResults);
  const name = title ? element("a", { href: new URL(url, ROOT).href }, title) : said.withoutCase;
  const heading = title || isOneOfMany ? [element("h2", {}, name, ` (${told})`)] : [];
  return element("div", {}, ...heading, await section(page, results, title ? OF_A_CASE : AT_A_TIME));
}
