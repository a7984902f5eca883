// Words of the query in a text: the passage to show, and what to mark in it and on the page arrived at.

const WORD = /[\p{L}\p{N}\u00ad]+/gu;
const PASSAGE = 260; // letters
const SHORTEST_INSIDE = 4;

/** A test of a word as written: is it, or does it hold, what was looked for? */
export function marker({ terms, starts }, text) {
  const known = new Map();
  const inside = [...starts, ...terms].filter((term) => term.length >= SHORTEST_INSIDE && !/\d/.test(term));
  const test = (folded) => {
    if (text.isStopped(folded)) return "";
    const term = text.term(folded);
    if (terms.has(term)) return term;
    return inside.find((start) => folded.startsWith(start) || folded.endsWith(start)) ?? "";
  };
  return (word) => {
    if (!known.has(word)) known.set(word, test(text.fold(word)));
    return known.get(word);
  };
}

/** The words of `text` that are marked: [from, to, which]. */
function marked(text, isMarked) {
  const found = [];
  for (const match of text.matchAll(WORD)) {
    const which = isMarked(match[0]);
    if (which) found.push([match.index, match.index + match[0].length, which]);
  }
  return found;
}

/** The passage with most of the words, as nodes; its start where none stands in it. */
export function excerpt(text, isMarked) {
  const found = marked(text, isMarked);
  let [start, most] = [0, 0];
  for (const [n, [from]] of found.entries()) {
    const here = new Set();
    for (let k = n; k < found.length && found[k][1] - from < PASSAGE; k++) here.add(found[k][2]);
    if (here.size > most) [start, most] = [from, here.size];
  }
  return cut(text, found, wordStart(text, start - 60), PASSAGE);
}

function wordStart(text, at) {
  if (at <= 0) return 0;
  const space = text.slice(at).search(/\s/);
  return space < 0 ? at : at + space + 1;
}

function cut(text, found, start, length) {
  let end = Math.min(text.length, start + length);
  if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), start + length / 2);
  const nodes = start > 0 ? ["… "] : [];
  let at = start;
  for (const [from, to] of found.filter(([from, to]) => from >= start && to <= end)) {
    nodes.push(text.slice(at, from), mark(text.slice(from, to)));
    at = to;
  }
  nodes.push(text.slice(at, end), ...(end < text.length ? [" …"] : []));
  return nodes.map((node) => (typeof node === "string" ? node.replace(/\s*\n\s*/g, " · ") : node));
}

export function mark(word) {
  const element = document.createElement("mark"); // the pages have marks of their own
  element.className = "soegt";
  element.textContent = word;
  return element;
}

/** A short text with its words marked, as nodes. */
export function withMarks(text, isMarked) {
  return cut(text, marked(text, isMarked), 0, text.length);
}

/** Mark the words on the page; the first of them, or null. */
export function markPage(root, isMarked) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode())
    if (!walker.currentNode.parentElement.closest("script, style, svg, mark.soegt, button, textarea")) texts.push(walker.currentNode);
  for (const node of texts) {
    const found = marked(node.data, isMarked);
    if (found.length) node.replaceWith(...cut(node.data, found, 0, node.data.length));
  }
  return root.querySelector("mark.soegt");
}
