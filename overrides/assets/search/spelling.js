// What an unknown word may have been meant to be. Few small files are read: words that begin alike, and end alike.

const SHORTEST = 4;
const LONG = 6; // from here on two errors are forgiven
const AT_MOST = 3;
const SHORTEST_ALIKE = 6; // letters that related words begin alike with, and
const ALIKE = 0.6; // how much of the word these are

/** The known words nearest to `word`, as one writes them, the most used first; empty where none is near. */
export async function nearest(word, index) {
  if (word.length < SHORTEST || /\d/.test(word)) return [];
  const half = Math.ceil(word.length / 2);
  const backwards = [...word].reverse().join("");
  const [begins, ends] = await Promise.all([alikeFrom("forfra", word, half, index), alikeFrom("bagfra", backwards, half, index)]);
  const near = new Map(begins);
  for (const [key, told] of ends) near.set([...key].reverse().join(""), told);
  const found = best(word, near);
  return found.length > 0 ? found : related(word, near);
}

/** The words that begin with half the word, or more of it where that would be more than two files of a segment. */
async function alikeFrom(name, word, half, index) {
  const each = index.segments.map(async (segment) => {
    for (let length = Math.max(2, half - 1); length < word.length; length++) {
      const start = word.slice(0, length);
      if ((await segment.range(name, start, `${start}\uffff`)).length <= 2) return segment.beginning(name, start);
    }
    return segment.beginning(name, word);
  });
  return (await Promise.all(each)).flat();
}

function best(word, near) {
  let allowed = word.length < LONG ? 1 : 2;
  let found = [];
  for (const [other, told] of near) {
    const away = distance(word, other, allowed);
    if (away > allowed || away === 0) continue;
    if (away < allowed) found = [];
    allowed = away;
    found.push(spoken(other, told));
  }
  return mostUsed(found);
}

/** Where no word is near, those that begin alike for the longest: "diskriminering" means "diskrimination". */
function related(word, near) {
  let most = Math.max(SHORTEST_ALIKE, Math.ceil(word.length * ALIKE));
  let found = [];
  for (const [other, told] of near) {
    const letters = alike(word, other);
    if (letters < most) continue;
    if (letters > most) found = [];
    most = letters;
    found.push(spoken(other, told));
  }
  return mostUsed(found);
}

function alike(one, other) {
  let letters = 0;
  while (letters < one.length && one[letters] === other[letters]) letters++;
  return letters;
}

/** A word as one writes it, and how usual it is. */
const spoken = (word, told) => (Array.isArray(told) ? [told[1], told[0]] : [word, told]);

function mostUsed(found) {
  found.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return found.slice(0, AT_MOST).map(([word]) => word);
}

/** Letters to add, drop, change or swap with their neighbour; more than `most` is told as `most + 1`. */
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before;
  let last = Array.from({ length: other.length + 1 }, (_, n) => n);
  for (let row = 1; row <= one.length; row++) {
    const here = [row];
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1] ? 0 : 1;
      here[column] = Math.min(last[column] + 1, here[column - 1] + 1, last[column - 1] + same);
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1])
        here[column] = Math.min(here[column], before[column - 2] + 1);
    }
    if (Math.min(...here) > most) return most + 1;
    before = last;
    last = here;
  }
  return last[other.length];
}
