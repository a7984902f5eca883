// What one word, row of words, beginning or phrase finds: documents with weights.

import { after, file, numbers } from "./files.js";

const SHORTEST_PREFIX = 3;
const AT_ONCE = 3; // files that are not worth waiting for before more are asked for
const STEM_LOSS = 6; // letters that a stem may lack of its word

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

/** Add the documents that have every term. */
export async function row(found, terms, factor, index) {
  const each = await Promise.all(terms.map((term) => index.posting(term)));
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

/** The postings of the words that begin so, as one where they are very many. */
export async function beginning(start, index) {
  if (start.length < SHORTEST_PREFIX) return [];
  const each = await Promise.all(index.segments.map((segment) => begun(start, segment)));
  if (each.some(({ together }) => together)) return [all(each, index)];
  const terms = new Map();
  for (const { words } of each) for (const [term, told] of words) terms.set(term, [...(terms.get(term) ?? []), told]);
  return [...terms.values()].map((some) => index.joined(some));
}

/** What a segment has that begins so: one for all `together`, where they are too many to be fetched, or the words' own. */
async function begun(start, segment) {
  const isNear = (await segment.range("ord", start, `${start}\uffff`)).length <= AT_ONCE;
  const [together, near] = await Promise.all([
    segment.posting(`${start}*`),
    isNear ? segment.postings(start) : undefined,
  ]);
  if (together) return { together, words: [] };
  const words = near ?? (await segment.postings(start));
  return { words: words.filter(([term]) => !term.endsWith("*")) };
}

/** All of these as one posting: each document with its greatest weight. */
function all(each, index) {
  const best = new Map();
  for (const { together, words } of each)
    for (const { documents, signs } of together ? [together] : words.map(([, told]) => told))
      for (const [n, document] of documents.entries())
        best.set(document, Math.max(best.get(document) ?? 0, index.weights.get(signs[n])));
  const rare = index.rare(best.size);
  return { documents: [...best.keys()], weights: [...best.values()].map((weight) => weight * rare) };
}

/** The same for stems that are shorter than what was typed: "hjemløsh" finds "hjemlø", the stem of "hjemløshed". */
export async function shorter(start, index) {
  const lengths = Array.from({ length: STEM_LOSS }, (_, n) => start.length - 1 - n).filter((n) => n >= SHORTEST_PREFIX);
  const postings = await Promise.all(lengths.map((length) => index.posting(start.slice(0, length))));
  return postings.filter(({ forms }) => forms.some((form) => form.startsWith(start)));
}

/** The postings of the words that end so: "bassin" finds "varmtvandsbassin". */
export async function ending(end, index) {
  if (end.length <= SHORTEST_PREFIX) return [];
  const words = await index.beginning("bagfra", backwards(end));
  const terms = new Set(words.map(([word]) => index.text.term(backwards(word))));
  return Promise.all([...terms].map((term) => index.posting(term)));
}

const backwards = (word) => [...word].reverse().join("");

/** Add the documents where the terms stand in their places. Small words between them are not looked at. */
export async function phrase(found, terms, index) {
  const names = terms.map(({ term }) => term);
  const [weighed, ...entries] = await Promise.all([
    row(new Found(index.documents), names, 1, index),
    ...names.map((name) => index.entries("steder", name)),
  ]);
  const candidates = weighed.documents;
  const places = await Promise.all(entries.map((each, n) => standing(names[n], each, candidates)));
  for (const document of candidates) {
    if (!places.every((map) => map.has(document))) continue;
    const sets = places.map((map) => new Set(numbers(map.get(document))));
    const stands = (first) => terms.every(({ place }, n) => sets[n].has(first + place));
    if ([...sets[0]].some(stands)) found.add(document, weighed.weights[document]);
  }
  return found;
}

/** Document → places of a term, as steps; of a term in many parts, those that hold a candidate. */
async function standing(term, each, candidates) {
  const parts = each.map(async ([segment, entry]) => {
    if (typeof entry[0] === "string") return paired(entry, segment);
    const wanted = new Set(candidates.map((document) => Math.floor(segment.meetingOf(document) / entry[0])));
    const keys = [...wanted].filter((part) => part >= 0).map((part) => `${term}#${String(part).padStart(5, "0")}`);
    const some = await Promise.all(keys.map((key) => segment.entry("steder", key)));
    return some.filter(Boolean).flatMap((part) => paired(part, segment));
  });
  return new Map((await Promise.all(parts)).flat());
}

function paired([documents, places], segment) {
  const all = places.split(";");
  return segment.documents(documents).map((document, n) => [document, all[n]]);
}

/** What the filters and dates let through, as a test of a document's number. */
export async function permitted(state, index) {
  const { organ, ...others } = state.facets;
  const facets = Object.keys(others).filter((facet) => others[facet]);
  const described = facets.length ? await file("filtre.pak") : {};
  const sets = await Promise.all(facets.map((facet) => holders(facet, others[facet], described, index)));
  const first = firstOn(state.fra, index, 0);
  const last = firstOn(state.til && `${state.til}\uffff`, index, index.documents);
  const ofBody = (document) => !organ || index.meeting(document).body.id === organ;
  return (document) => document >= first && document < last && ofBody(document) && sets.every((set) => set.has(document));
}

/** The documents that have a value of a filter. */
async function holders(facet, value, described, index) {
  const [, , , name, segments] = described[facet].find(([known]) => known === value) ?? ["", "", 0, "", ""];
  const held = index.segments.filter((segment) => segments.includes(segment.name)).map(async (segment) => {
    const files = await file(`filtre/${segment.name}-${facet}-${name}.pak`);
    return segment.documents(files[value]);
  });
  return new Set((await Promise.all(held)).flat());
}

/** The first document of a meeting held on `date` or later. */
function firstOn(date, index, otherwise) {
  if (!date) return otherwise;
  const meeting = index.meetings.findIndex(({ date: held }) => held >= date);
  return meeting < 0 ? index.documents : index.firsts[meeting];
}
