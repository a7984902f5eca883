// Which documents a query finds, all of them, and in what order.

import { file, numbers } from "./files.js";
import { parse } from "./query.js";
import { nearest } from "./spelling.js";

const PREFIX = 0.3; // what the beginning of a word is worth beside the whole word
const SHORTEST_PREFIX = 3;
const SHORTEST_PART = 3;
const STEM_LOSS = 6; // letters that a stem may lack of its word

/**
 * @returns {{all, some, needed, wanted, corrections, marks, small}} `all`: the documents with enough of the words,
 * `some`: those with fewer; both best first, as [document, score].
 */
export async function find(state, index) {
  const query = parse(state.q, index);
  const [allowed, corrections] = [await permitted(state, index), []];
  await Promise.all(query.groups.map((group) => resolve(group, index, corrections)));
  const minus = await Promise.all(query.minus.map((group) => phrase(group.phrase, index)));
  const banned = new Set(minus.flatMap((found) => [...found.keys()]));
  const wanted = query.groups.filter((group) => !group.optional).length;
  const needed = wanted - (wanted > 5 ? 2 : wanted > 3 ? 1 : 0);
  const { scores, hits } = add(query.groups, index.documents);
  const all = [];
  const some = [];
  const anything = !query.groups.length && !query.small && (query.minus.length || state.filtered);
  for (let document = 0; document < index.documents; document++) {
    if (!(anything || hits[document]) || !allowed(document) || banned.has(document)) continue;
    const score = anything ? 1 : scores[document] * (hits[document] / (wanted || 1)) ** 2;
    (hits[document] >= needed ? all : some).push([document, score]);
  }
  const order = { nyeste: newest, aeldste: oldest }[state.orden] ?? best;
  return { all: all.sort(order), some: some.sort(best), needed, wanted, corrections, marks: marks(query), small: query.small };
}

const best = (a, b) => b[1] - a[1] || b[0] - a[0];
const newest = (a, b) => b[0] - a[0];
const oldest = (a, b) => a[0] - b[0];

function add(groups, size) {
  const scores = new Float32Array(size);
  const hits = new Uint8Array(size);
  for (const { found, optional } of groups) {
    for (const [document, weight] of found) {
      scores[document] += weight;
      if (!optional) hits[document]++;
    }
  }
  return { scores, hits };
}

/** Fill in `group.found`: document → weight. */
async function resolve(group, index, corrections) {
  if (group.phrase) {
    group.found = await phrase(group.phrase, index);
    return;
  }
  const found = await Promise.all(group.alternatives.map((alternative) => row(alternative, index)));
  group.found = merged(found);
  const whole = group.found.size > 0;
  if (group.bonus) return;
  if (group.last?.length >= SHORTEST_PREFIX) {
    const begun = await beginning(group.last, index);
    group.found = merged([group.found, scaled(begun, whole ? PREFIX : 1)]);
  }
  if (!group.found.size && group.words.length === 1) await rescue(group, index, corrections);
}

/** A word that the archive does not have: its parts, else the nearest words. */
async function rescue(group, index, corrections) {
  const [word] = group.words;
  const others = group.alternatives.filter(({ terms }) => group.synonyms && terms.length === 1).map(({ terms }) => terms[0]);
  group.found = merged(await Promise.all(others.map((other) => beginning(other, index))));
  if (group.found.size) return;
  group.found = await divided(word, index);
  if (group.found.size) return;
  if (word.length >= SHORTEST_PREFIX + 1) group.found = await beginning(word, index);
  if (!group.found.size) group.found = await ending(word, index);
  if (group.found.size) return;
  const near = await nearest(word, index);
  group.nearest = near.map(index.text.fold);
  group.found = merged(await Promise.all(near.map((other) => row({ terms: [index.text.term(index.text.fold(other))], factor: 1 }, index))));
  if (near.length) corrections.push({ word, near });
}

/** Documents with a word that ends so: "bassin" finds "varmtvandsbassin". */
async function ending(end, index) {
  if (end.length < SHORTEST_PREFIX + 1) return new Map();
  const words = await index.beginning("bagfra", backwards(end));
  const terms = new Set(words.map(([word]) => index.text.term(backwards(word))));
  return merged(await Promise.all([...terms].map((term) => row({ terms: [term], factor: 0.7 }, index))));
}

const backwards = (word) => [...word].reverse().join("");

async function divided(word, index) {
  for (let at = word.length - SHORTEST_PART; at >= SHORTEST_PART; at--) {
    const left = index.text.term(word.slice(0, at));
    if (!(await index.entry("ord", left))) continue;
    const found = await row({ terms: [left, index.text.term(word.slice(at))], factor: 0.7 }, index);
    if (found.size) return found;
  }
  return new Map();
}

/** Documents that have every term of an alternative. */
async function row({ terms, factor }, index) {
  const each = await Promise.all(terms.map(async (term) => weights(await index.entry("ord", term), index)));
  each.sort((a, b) => a.size - b.size);
  const found = new Map();
  for (const document of each[0].keys()) {
    let sum = 0;
    if (each.every((other) => other.has(document) && (sum += other.get(document)))) found.set(document, sum * factor);
  }
  return found;
}

/** Documents with a word that begins so. */
async function beginning(start, index) {
  const together = await index.entry("ord", `${start}*`);
  const found = together ? [weights(together, index)] : [];
  if (!together)
    for (const [key, entry] of await index.beginning("ord", start)) if (!key.endsWith("*")) found.push(weights(entry, index));
  const shorter = [];
  for (let length = Math.max(SHORTEST_PREFIX, start.length - STEM_LOSS); length < start.length; length++)
    shorter.push(index.entry("ord", start.slice(0, length)));
  for (const entry of await Promise.all(shorter))
    if (entry?.[2].split(" ").some((form) => form.startsWith(start))) found.push(weights(entry, index));
  return merged(found);
}

function weights(entry, index) {
  const found = new Map();
  if (entry) for (const [n, document] of numbers(entry[0]).entries()) found.set(document, index.weights.get(entry[1][n]));
  return found;
}

function merged(maps) {
  const found = new Map();
  for (const map of maps)
    for (const [document, weight] of map) if (weight > (found.get(document) ?? 0)) found.set(document, weight);
  return found;
}

const scaled = (map, factor) => new Map([...map].map(([document, weight]) => [document, weight * factor]));

/** Documents where the terms stand in their places. Small words between them are not looked at. */
async function phrase(terms, index) {
  const entries = await Promise.all(terms.map(({ term }) => index.entry("steder", term)));
  const found = new Map();
  if (entries.some((entry) => !entry)) return found;
  const places = entries.map(([documents, where]) => {
    const all = where.split(";");
    return new Map(numbers(documents).map((document, n) => [document, all[n]]));
  });
  const weigh = await row({ terms: terms.map(({ term }) => term), factor: 1 }, index);
  for (const document of places[0].keys()) {
    if (!places.every((map) => map.has(document))) continue;
    const sets = places.map((map) => new Set(numbers(map.get(document))));
    const stands = (first) => terms.every(({ place }, n) => sets[n].has(first + place));
    if ([...sets[0]].some(stands)) found.set(document, weigh.get(document) ?? 1);
  }
  return found;
}

/** What the filters and dates let through, as a test of a document's number. */
async function permitted(state, index) {
  const described = await file("filtre.pak");
  const chosen = Object.keys(described).filter((facet) => state[facet]);
  const sets = await Promise.all(
    chosen.map(async (facet) => {
      const place = described[facet].findIndex(([value]) => value === state[facet]);
      return new Set(place < 0 ? [] : numbers(await file(`filtre/${facet}-${place}.pak`)));
    }),
  );
  const [first, last] = [firstOn(state.fra, index), firstOn(state.til && `${state.til}\uffff`, index, index.documents)];
  return (document) => document >= first && document < last && sets.every((set) => set.has(document));
}

/** The first document of a meeting held on `date` or later. */
function firstOn(date, index, otherwise = 0) {
  if (!date) return otherwise;
  return index.meetings.find((row) => row[0] >= date)?.[2] ?? index.documents;
}

/** The words and terms to be marked in what is shown. */
export function marks({ groups }) {
  const terms = new Set();
  const starts = new Set();
  for (const group of groups) {
    for (const { terms: row } of group.alternatives) row.forEach((term) => terms.add(term));
    for (const { term } of group.phrase ?? []) terms.add(term);
    for (const word of [...group.words, ...(group.nearest ?? [])]) if (word.length > 3) starts.add(word);
  }
  return { terms, starts };
}
