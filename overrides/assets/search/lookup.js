// What one word, row of words, beginning or phrase finds: documents with weights.

import { after, file, numbers } from "./files.js";

const SHORTEST_PREFIX = 3;
const AT_ONCE = 2; // files that are not worth waiting for before more are asked for
const STEM_LOSS = 6; // letters that a stem may lack of its word
const parsed = new WeakMap();

/** Documents with the best weight that was added for each. */
export class Found {
  constructor(size) {
    this.weights = new Float32Array(size);
    this.documents = [];
  }

  add(document, weight) {
    if (weight <= this.weights[document]) return;
    if (this.weights[document] === 0) this.documents.push(document);
    this.weights[document] = weight;
  }

  addAll({ documents, weights }, factor) {
    for (let n = 0; n < documents.length; n++) this.add(documents[n], weights[n] * factor);
  }

  /** Add what each of `some` holds: postings, or what others found. */
  addEach(some, factor) {
    for (const one of some)
      if (one instanceof Found) for (const document of one.documents) this.add(document, one.weights[document] * factor);
      else this.addAll(one, factor);
  }

  get size() {
    return this.documents.length;
  }
}

const NOTHING = { documents: [], weights: [] };

function postings(entry, index) {
  if (!entry) return NOTHING;
  if (!parsed.has(entry)) {
    const weights = Float32Array.from(entry[1], (sign) => index.weights.get(sign));
    parsed.set(entry, { documents: numbers(entry[0]), weights });
  }
  return parsed.get(entry);
}

/** Add the documents that have every term. */
export async function row(found, terms, factor, index) {
  const each = await Promise.all(terms.map(async (term) => postings(await index.entry("ord", term), index)));
  if (each.length === 1) found.addAll(each[0], factor);
  else for (const [document, sum] of common(each)) found.add(document, (sum * factor * 2) / (each.length + 1));
  return found;
}

function* common(each) {
  const [first, ...others] = each
    .toSorted((a, b) => a.documents.length - b.documents.length)
    .map(({ documents, weights }) => new Map(documents.map((document, n) => [document, weights[n]])));
  for (const [document, weight] of first) {
    if (!others.every((other) => other.has(document))) continue;
    yield [document, others.reduce((sum, other) => sum + other.get(document), weight)];
  }
}

/** The postings of the words that begin so, together where they are very many. */
export async function beginning(start, index) {
  if (start.length < SHORTEST_PREFIX) return [];
  const isNear = index.range("ord", start, `${start}\uffff`).length <= AT_ONCE;
  const [together, near] = await Promise.all([
    index.entry("ord", `${start}*`),
    isNear ? index.beginning("ord", start) : undefined,
  ]);
  if (together) return [postings(together, index)];
  const words = near ?? (await index.beginning("ord", start));
  return words.filter(([key]) => !key.endsWith("*")).map(([, entry]) => postings(entry, index));
}

/** The same for stems that are shorter than what was typed: "hjemløsh" finds "hjemlø", the stem of "hjemløshed". */
export async function shorter(start, index) {
  const lengths = Array.from({ length: STEM_LOSS }, (_, n) => start.length - 1 - n).filter((n) => n >= SHORTEST_PREFIX);
  const entries = await Promise.all(lengths.map((length) => index.entry("ord", start.slice(0, length))));
  const made = entries.filter((entry) => entry?.[2].split(" ").some((form) => form.startsWith(start)));
  return made.map((entry) => postings(entry, index));
}

/** The postings of the words that end so: "bassin" finds "varmtvandsbassin". */
export async function ending(end, index) {
  if (end.length <= SHORTEST_PREFIX) return [];
  const words = await index.beginning("bagfra", backwards(end));
  const terms = new Set(words.map(([word]) => index.text.term(backwards(word))));
  const entries = await Promise.all([...terms].map((term) => index.entry("ord", term)));
  return entries.filter(Boolean).map((entry) => postings(entry, index));
}

const backwards = (word) => [...word].reverse().join("");

/** Add the documents where the terms stand in their places. Small words between them are not looked at. */
export async function phrase(found, terms, index) {
  const names = terms.map(({ term }) => term);
  const [weighed, ...entries] = await Promise.all([
    row(new Found(index.documents), names, 1, index),
    ...names.map((name) => index.entry("steder", name)),
  ]);
  if (entries.some((entry) => !entry)) return found;
  const candidates = weighed.documents;
  const places = await Promise.all(entries.map((entry, n) => standing(names[n], entry, candidates, index)));
  for (const document of candidates) {
    if (!places.every((map) => map.has(document))) continue;
    const sets = places.map((map) => new Set(numbers(map.get(document))));
    const stands = (first) => terms.every(({ place }, n) => sets[n].has(first + place));
    if ([...sets[0]].some(stands)) found.add(document, weighed.weights[document]);
  }
  return found;
}

/** Document → places of a term, as steps; of a term in many parts, those that hold a candidate. */
async function standing(term, entry, candidates, index) {
  if (typeof entry[0] === "string") return paired(entry);
  const wanted = new Set(candidates.map((document) => after(entry, document) - 1));
  const keys = [...wanted].filter((part) => part >= 0).map((part) => `${term}#${String(part).padStart(3, "0")}`);
  const parts = await Promise.all(keys.map((key) => index.entry("steder", key)));
  return new Map(parts.flatMap((part) => [...paired(part)]));
}

function paired([documents, places]) {
  const all = places.split(";");
  return new Map(numbers(documents).map((document, n) => [document, all[n]]));
}

/** What the filters and dates let through, as a test of a document's number. */
export async function permitted(state, index) {
  const facets = Object.keys(state.facets).filter((facet) => state.facets[facet]);
  const described = facets.length ? await file("filtre.pak") : {};
  const sets = await Promise.all(
    facets.map(async (facet) => {
      const place = described[facet].findIndex(([value]) => value === state.facets[facet]);
      return new Set(place < 0 ? [] : numbers(await file(`filtre/${facet}-${place}.pak`)));
    }),
  );
  const first = firstOn(state.fra, index, 0);
  const last = firstOn(state.til && `${state.til}\uffff`, index, index.documents);
  return (document) => document >= first && document < last && sets.every((set) => set.has(document));
}

/** The first document of a meeting held on `date` or later. */
function firstOn(date, index, otherwise) {
  if (!date) return otherwise;
  const meeting = index.meetings.findIndex(([held]) => held >= date);
  return meeting < 0 ? index.documents : index.firsts[meeting];
}
