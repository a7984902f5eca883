// Which documents a query finds, all of them, and in what order.

import { Found, beginning, ending, permitted, phrase, row, shorter } from "./lookup.js";
import { parse } from "./query.js";
import { nearest } from "./spelling.js";

const PREFIX = 0.3; // what the beginning of a word is worth beside the whole word
const INSIDE = 0.7; // what a word is worth that is only part of others
const SHORTEST_PART = 3;
const TOGETHER = 0.8; // what words beside each other are worth, written together

/**
 * `quick` leaves out what takes more than the words themselves: a first answer while somebody types.
 * @returns {{all, some, needed, wanted, corrections, marks, small}} `all`: the documents with enough of the words,
 * `some`: those with fewer; both best first, as [document, score].
 */
export async function find(state, index, quick = false) {
  const query = parse(state.q, index);
  const found = { ...query, corrections: [], quick };
  const [allowed, banned] = await Promise.all([
    permitted(state, index),
    without(query.minus, index),
    ...query.groups.map((group) => resolve(group, index, found)),
  ]);
  found.wanted = query.groups.filter((group) => !group.optional).length;
  found.needed = found.wanted - (found.wanted > 5 ? 2 : found.wanted > 3 ? 1 : 0);
  found.anything = !query.groups.length && !query.small && (query.minus.length > 0 || state.filtered);
  const parted = part(found, (document) => allowed(document) && !banned.has(document), index.documents);
  const order = { nyeste: newest, aeldste: oldest }[state.orden] ?? best;
  return { ...found, all: parted.all.sort(order), some: parted.some.sort(best), marks: marks(query) };
}

const best = (a, b) => b[1] - a[1] || b[0] - a[0];
const newest = (a, b) => b[0] - a[0];
const oldest = (a, b) => a[0] - b[0];

async function without(minus, index) {
  const each = await Promise.all(minus.map((group) => phrase(new Found(index.documents), group.phrase, index)));
  return new Set(each.flatMap((found) => found.documents));
}

/** Those with enough of the words, and those with some. */
function part({ groups, anything, wanted, needed }, isAllowed, size) {
  const scores = new Float32Array(size);
  const hits = new Uint8Array(size).fill(anything ? needed : 0);
  for (const { found, optional } of groups)
    for (const document of found.documents) {
      scores[document] += found.weights[document];
      if (!optional) hits[document]++;
    }
  const parted = { all: [], some: [] };
  for (let document = 0; document < size; document++) {
    if (!(anything || hits[document]) || !isAllowed(document)) continue;
    const score = scores[document] * (hits[document] / (wanted || 1)) ** 2;
    (hits[document] >= needed ? parted.all : parted.some).push([document, score]);
  }
  return parted;
}

/** Fill in `group.found`. What may be needed is asked for together, for each round trip is felt on a phone. */
async function resolve(group, index, { quick, corrections }) {
  const { alternatives, last, phrase: terms, words } = group;
  const found = (group.found = new Found(index.documents));
  if (terms) return phrase(found, terms, index);
  const begun = last ? beginning(last, index) : [];
  const joined = quick ? [] : (group.joined ?? []).map((term) => ({ terms: [term], factor: TOGETHER }));
  await Promise.all([...alternatives, ...joined].map(({ terms, factor }) => row(found, terms, factor, index)));
  if (group.bonus) return;
  const whole = found.size > 0;
  found.addEach(await begun, whole ? PREFIX : 1);
  if (last && !whole) found.addEach(await shorter(last, index), 1);
  if (!found.size && !quick && words.length === 1) await rescue(group, await search(words[0], group, index), index, corrections);
}

/** What there is to go by for a word that the archive does not have. */
async function search(word, group, index) {
  const others = group.synonyms ? group.alternatives.filter(({ terms }) => terms.length === 1) : [];
  const [synonyms, parts, longer, holders, near] = await Promise.all([
    Promise.all(others.map(({ terms }) => beginning(terms[0], index))),
    divided(word, index),
    word.length > SHORTEST_PART ? beginning(word, index) : [],
    ending(word, index),
    nearest(word, index),
  ]);
  return { word, near, sources: [synonyms.flat(), parts, longer, holders] };
}

/** The first that finds anything: synonyms, its parts, what holds it, what it may have been meant to be. */
async function rescue(group, { word, near, sources }, index, corrections) {
  const { found } = group;
  found.addEach(sources.find((some) => some.length > 0) ?? [], INSIDE);
  if (found.size || !near.length) return;
  group.nearest = near.map(index.text.fold);
  await Promise.all(group.nearest.map((other) => row(found, [index.text.term(other)], 1, index)));
  corrections.push({ word, near });
}

/** Documents with both parts of the word, cut where the first part is longest. */
async function divided(word, index) {
  const cuts = Array.from({ length: Math.max(0, word.length - 2 * SHORTEST_PART + 1) }, (_, n) => word.length - SHORTEST_PART - n);
  const found = cuts.map(async (at) => {
    const [left, right] = [word.slice(0, at), word.slice(at)].map(index.text.term);
    const both = new Found(index.documents);
    if ((await index.posting(left)).documents.length) await row(both, [left, right], 1, index);
    return both;
  });
  return (await Promise.all(found)).filter(({ size }) => size > 0).slice(0, 1);
}

/** The words and terms to be marked in what is shown. */
export function marks({ groups }) {
  const terms = new Set();
  const starts = new Set();
  for (const group of groups) {
    for (const { terms: row } of group.alternatives) row.forEach((term) => terms.add(term));
    for (const term of group.joined ?? []) terms.add(term);
    for (const { term } of group.phrase ?? []) terms.add(term);
    for (const word of [...group.words, ...(group.nearest ?? [])]) if (word.length > 3) starts.add(word);
  }
  return { terms, starts };
}
