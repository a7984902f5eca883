// What was typed, as groups: a document is found when it has something of every group.

const LONGEST_ROW = 6; // words of a synonym
const LINKS = ["", "s", "e"];

/**
 * @returns {{groups, minus, small}} each group {words, phrase, optional, last, alternatives: [{terms, factor}]};
 * `small`: only small words were typed.
 */
export function parse(typed, index) {
  const chunks = [...typed.replace(/[“”„»«]/g, '"').matchAll(/(-?)"([^"]*)"?|(?<!\S)(-)(?=[^\s"])([^\s"]+)|([^\s"]+)/gu)];
  const groups = [];
  const minus = [];
  let plain = [];
  for (const [, phraseMinus, phrase, wordMinus, without, word] of chunks) {
    if (word !== undefined) plain.push(word);
    else {
      groups.push(...together(plain, index));
      plain = [];
      const text = phrase ?? without;
      const found = phraseGroup(text, index);
      if (found) (phraseMinus || wordMinus ? minus : groups).push(found);
    }
  }
  const ended = groups.length;
  groups.push(...together(plain, index));
  if (groups.length > ended && !/\s$/.test(typed)) {
    const last = groups.findLast((group) => !group.bonus);
    if (last && last.words.length === 1) last.last = last.words[0];
  }
  if (groups.some((group) => !group.optional)) return { groups, minus, small: false };
  for (const group of groups) group.optional = group.bonus;
  return { groups, minus, small: !groups.length && /[\p{L}\p{N}]/u.test(typed) };
}

function phraseGroup(text, { text: { tokens, term, isStopped } }) {
  const found = tokens(text).filter((token) => !token.whole && !isStopped(token.word));
  if (!found.length) return undefined;
  const phrase = found.map(({ word, place }) => ({ term: term(word), place: place - found[0].place }));
  return { words: found.map(({ word }) => word), phrase, alternatives: [] };
}

/** Words typed after each other: one group for each, with synonyms and what they make when written together. */
function together(chunks, index) {
  const { tokens, term, isStopped, isOptional } = index.text;
  const all = tokens(chunks.join(" "));
  const found = all.filter((token) => !token.whole && !isStopped(token.word));
  const terms = found.map(({ word }) => term(word));
  const groups = [];
  for (let at = 0; at < found.length; ) {
    const length = synonymLength(terms, at, index.synonyms);
    const row = terms.slice(at, at + length);
    const alternatives = [{ terms: row, factor: 1 }];
    for (const other of index.synonyms[row.join(" ")] ?? []) alternatives.push({ terms: other.split(" "), factor: 0.6 });
    const words = found.slice(at, at + length).map(({ word }) => word);
    groups.push({ words, place: at, alternatives, synonyms: alternatives.length > 1, optional: length === 1 && isOptional(words[0]) });
    at += length;
  }
  joined(groups, found, term);
  const wholes = all.filter((token) => token.whole);
  return [...groups, ...wholes.map(({ word }) => ({ ...bonus(word), words: [word] }))];
}

const bonus = (word) => ({ alternatives: [{ terms: [word], factor: 1.5 }], optional: true, bonus: true });

function synonymLength(terms, at, synonyms) {
  for (let length = Math.min(LONGEST_ROW, terms.length - at); length > 1; length--)
    if (Object.hasOwn(synonyms, terms.slice(at, at + length).join(" "))) return length;
  return 1;
}

/** "bolig sociale" also finds "boligsociale", "arbejds fællesskab" "arbejdsfællesskab". */
function joined(groups, found, term) {
  for (const [number, group] of groups.entries()) {
    const next = groups[number + 1];
    if (!next || group.words.length > 1 || next.words.length > 1) continue;
    if (found[next.place].place !== found[group.place].place + 1 || /\d/.test(group.words[0] + next.words[0])) continue;
    const made = LINKS.map((link) => term(group.words[0] + link + next.words[0]));
    for (const one of [group, next]) one.joined = [...(one.joined ?? []), ...made];
  }
}
