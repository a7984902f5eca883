// From text to search terms: the same steps, with the same tables, as generator/search/analysis.py.

const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
const MARKS = /[\u0300-\u036f]/g;
const TOKEN = /[\p{L}\p{N}]+/gu;
const NUMBER = /[\p{L}\p{N}]+(?:[-/.][\p{L}\p{N}]+)+/gu;
const DIGIT = /[0-9]/;
const SHORTEST_NUMBER = 4;
const SHORTEST_PREFIX = 2;

/** The text pipeline for the tables that the index was built with. */
export function pipeline(rules) {
  const stopped = new Set(rules.stopped);
  const optional = new Set(rules.optional);
  const irregular = new Map(Object.entries(rules.irregular));
  const longest = Math.max(...[...irregular.keys()].map((form) => form.length));
  const stem = danishStemmer(rules);
  const known = new Map();

  function fold(text) {
    const lower = text.replace(INVISIBLE, "").normalize("NFKC").toLowerCase();
    const plain = [...lower].map((letter) => rules.letters[letter] ?? letter).join("");
    return plain.normalize("NFKD").replace(MARKS, "");
  }

  function tokens(text) {
    const folded = fold(text);
    const starts = new Map();
    const found = [...folded.matchAll(TOKEN)].map((match, place) => {
      starts.set(match.index, place);
      return { word: match[0], place, whole: false };
    });
    if (!DIGIT.test(folded)) return found;
    for (const match of folded.matchAll(NUMBER)) {
      const parts = match[0].match(TOKEN);
      if (DIGIT.test(match[0]) && parts.join("").length >= SHORTEST_NUMBER)
        found.push({ word: parts.join("."), place: starts.get(match.index), whole: true });
    }
    return found;
  }

  function regular(word) {
    if (irregular.has(word)) return irregular.get(word);
    for (let length = Math.min(longest, word.length - SHORTEST_PREFIX); length > 3; length--) {
      const base = irregular.get(word.slice(-length));
      if (base !== undefined) return word.slice(0, -length) + base;
    }
    return word;
  }

  function rewritten(word) {
    for (const [ending, better] of rules.rewrites)
      if (word.endsWith(ending) && word.length > ending.length) return word.slice(0, -ending.length) + better;
    return word;
  }

  function term(word) {
    if (DIGIT.test(word)) return word;
    if (!known.has(word)) known.set(word, stem(stem(rewritten(regular(word)))));
    return known.get(word);
  }

  return { fold, tokens, term, isStopped: (word) => stopped.has(word), isOptional: (word) => optional.has(word) };
}

/** Snowball's Danish stemmer (danish.sbl 3.1) for folded words. */
function danishStemmer(rules) {
  const vowels = new Set(rules.vowels);
  const beforeS = new Set(rules.beforeS);
  const doubled = new Set(rules.doubled);
  const longestFirst = (endings) => [...endings].sort((a, b) => b.length - a.length);
  const main = longestFirst(rules.mainSuffixes);
  const other = longestFirst(rules.otherSuffixes);

  function region(word) {
    let at = 0;
    while (at < word.length && !vowels.has(word[at])) at++;
    while (at < word.length && vowels.has(word[at])) at++;
    return Math.max(at < word.length ? at + 1 : word.length, 3);
  }

  const ending = (word, start, endings) =>
    endings.find((suffix) => word.length - suffix.length >= start && word.endsWith(suffix));

  function withoutPair(word, start) {
    return ending(word, start, rules.pairs) ? word.slice(0, -1) : word;
  }

  function withoutMain(word, start) {
    const suffix = ending(word, start, main);
    if (!suffix || (suffix === "s" && !beforeS.has(word.at(-2)))) return word;
    return word.slice(0, -suffix.length);
  }

  function withoutOther(word, start) {
    const plain = word.endsWith("igst") ? word.slice(0, -2) : word;
    const suffix = ending(plain, start, other);
    return suffix ? withoutPair(plain.slice(0, -suffix.length), start) : plain;
  }

  function withoutDouble(word, start) {
    const last = word.at(-1);
    return word.length > start && doubled.has(last) && word.at(-2) === last ? word.slice(0, -1) : word;
  }

  return (word) => {
    if (word.length < 3) return word;
    const start = region(word);
    return [withoutMain, withoutPair, withoutOther, withoutDouble].reduce((left, step) => step(left, start), word);
  };
}
