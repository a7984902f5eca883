// The files of the index: fetched once each, unpacked, and found by the start of a term.

import { pipeline } from "./text.js";

const FOLDER = new URL("../../soeg/index/", import.meta.url);
const RULES = new URL("rules.json", import.meta.url);
const fetched = new Map();

/** The content of one file of the index. Packed by us, unless a server has unpacked it on its way. */
export function file(name) {
  if (!fetched.has(name)) {
    const asked = read(name);
    asked.catch(() => fetched.delete(name));
    fetched.set(name, asked);
  }
  return fetched.get(name);
}

async function read(name) {
  const answer = await fetch(new URL(name, FOLDER));
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const stream = packed ? new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")) : bytes;
  return JSON.parse(await new Response(stream).text());
}

let begun;

/** What every search needs: the text pipeline, the first keys of the shards, the meetings, the words to say. */
export function index() {
  begun ??= Promise.all([file("start.pak"), file(RULES)]).then(([start, rules]) => new Index(start, rules));
  begun.catch(() => (begun = undefined));
  return begun;
}

class Index {
  constructor(start, rules) {
    Object.assign(this, start);
    this.text = pipeline(rules);
    const [signs, least, step] = start.levels;
    this.tekster = numbers(start.tekster);
    let first = 0;
    this.firsts = start.meetings.map(([, , documents]) => (first += documents) - documents); // of each meeting
    this.weights = new Map([...signs].map((sign, number) => [sign, least * step ** number]));
  }

  /** The numbers of the shards of `name` that hold the keys from `first` to `last`. */
  range(name, first, last = first) {
    const keys = this[name];
    const from = Math.max(0, after(keys, first) - 1);
    return Array.from({ length: Math.max(after(keys, last), from + 1) - from }, (_, n) => from + n);
  }

  async entry(name, key) {
    if (!this[name].length) return undefined;
    const shard = await file(`${name}/${this.range(name, key)[0]}.pak`);
    return Object.hasOwn(shard, key) ? shard[key] : undefined;
  }

  /** Every [key, value] that begins with `start`. */
  async beginning(name, start) {
    if (!this[name].length) return [];
    const numbers = this.range(name, start, `${start}\uffff`);
    const shards = await Promise.all(numbers.map((number) => file(`${name}/${number}.pak`)));
    return shards.flatMap((shard) => Object.entries(shard).filter(([key]) => key.startsWith(start)));
  }

  /** The meeting that a document is of: [date, body]. */
  meeting(document) {
    return this.meetings[after(this.firsts, document) - 1];
  }

  async card(document) {
    const rows = await file(`kort/${Math.floor(document / this.cards)}.pak`);
    const [kind, url, title, outcome, item, sag, letters] = rows[document % this.cards];
    const [date, body] = this.meeting(document);
    return { document, kind, url, title, outcome, item, sag, letters, date, body: this.bodies[body] };
  }

  async excerptText(document) {
    const chunk = after(this.tekster, document) - 1;
    return (await file(`tekster/${chunk}.pak`))[document - this.tekster[chunk]];
  }
}

/** How many of the ascending `keys` are not after `key`. */
export function after(keys, key) {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keys[middle] <= key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Ascending numbers from their steps: "3,2,4" → 3, 5, 9. */
export function numbers(steps) {
  let at = 0;
  return steps === "" ? [] : steps.split(",").map((step) => (at += +step));
}
