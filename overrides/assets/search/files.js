// The files of the index: fetched once each, unpacked, and found by the start of a term.

import { pipeline } from "./text.js";

const FOLDER = new URL("../../soeg/index/", import.meta.url);
const RULES = new URL("rules.json", import.meta.url);
const DAY = 86_400_000; // milliseconds
const STRIDE = 64; // between the documents of one place on an agenda, as in slots.py
const PARTS = "#"; // between a key and the number of a part
const [COMMA, ZERO] = [...",0"].map((sign) => sign.charCodeAt(0));
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

/** What every search needs: the text pipeline, the segments with the first keys of their terms, the words to say. */
export function index() {
  begun ??= Promise.all([file("start.pak"), file(RULES)]).then(([start, rules]) => new Index(start, rules));
  begun.catch(() => (begun = undefined));
  return begun;
}

/** Documents are numbered by date over all segments, the oldest first. */
class Index {
  constructor(start, rules) {
    Object.assign(this, start);
    this.text = pipeline(rules);
    const [signs, least, step] = start.levels;
    this.weights = new Map([...signs].map((sign, number) => [sign, least * step ** number]));
    this.held = start.rarity.map(([documents]) => documents);
    this.meetings = [];
    this.firsts = []; // document of each meeting
    this.places = []; // of each meeting: the first document of each place on its agenda, counted within it
    this.segments = start.segments.map((told) => new Segment(told, this));
    this.postings = new Map();
  }

  /** How much a term counts that so many documents have. */
  rare(documents) {
    return documents ? this.rarity[after(this.held, documents) - 1][1] : 0;
  }

  /** Every [segment, value] of a key. */
  async entries(name, key) {
    const each = await Promise.all(this.segments.map(async (segment) => [segment, await segment.entry(name, key)]));
    return each.filter(([, value]) => value !== undefined);
  }

  /** Every [key, value] that begins with `start`, segment by segment. */
  async beginning(name, start) {
    return (await Promise.all(this.segments.map((segment) => segment.beginning(name, start)))).flat();
  }

  /** The documents that have a term, by date, what it weighs in each, and the words it was made of. */
  posting(term) {
    if (!this.postings.has(term)) {
      const each = Promise.all(this.segments.map((segment) => segment.posting(term)));
      this.postings.set(term, each.then((some) => this.joined(some.filter(Boolean))));
    }
    return this.postings.get(term);
  }

  /** The postings of a term in some segments as one. */
  joined(each) {
    const documents = each.flatMap((one) => one.documents);
    const rare = this.rare(documents.length);
    const weights = Float32Array.from(each.map(({ signs }) => signs).join(""), (sign) => this.weights.get(sign) * rare);
    return { documents, weights, forms: each.flatMap(({ forms }) => forms) };
  }

  /** The meeting that a document is of: {id, date, body}. */
  meeting(document) {
    return this.meetings[after(this.firsts, document) - 1];
  }

  async card(document) {
    const meeting = after(this.firsts, document) - 1;
    const { id, date, body } = this.meetings[meeting];
    const number = document - this.firsts[meeting];
    const rows = await file(`kort/${id}-${Math.floor(number / this.cards)}.pak`);
    const [kind, url, title, outcome, item, sag, sagTitle, chunk, place, letters] = rows[number % this.cards];
    const text = async () => (await file(`tekster/${id}-${chunk}.pak`))[place];
    return { document, kind, url, title, outcome, item, sag, sagTitle, letters, text, date, body: body.name };
  }
}

/** Meetings one after the other, whose files are cut by themselves. */
class Segment {
  constructor({ name, days, bodies, documents, ord }, { meetings, firsts, places, bodies: named }) {
    Object.assign(this, { name, firsts, places, keys: { ord }, first: meetings.length });
    const held = documents.split(",");
    const body = bodies.split(",").map(Number);
    let day = 0;
    for (const [n, told] of days.split(",").entries()) {
      const [, step, more] = told.match(/^(-?\d+)(.*)$/);
      const date = new Date((day += +step) * DAY).toISOString().slice(0, 10);
      const [id, name] = named[body[n]];
      firsts.push(meetings.length ? firsts.at(-1) + meetings.at(-1).documents : 0);
      const starts = [0];
      for (const [, many, one] of held[n].matchAll(/\((\d+)\)|(\d)/g)) starts.push(starts.at(-1) + +(many ?? one));
      places.push(starts);
      meetings.push({ id: `${id}/${date}${more}`, date, body: { id, name }, documents: starts.at(-1) });
    }
  }

  /** The first keys of the files of a kind. Only those of terms come with start.pak. */
  async firstKeys(name) {
    return this.keys[name] ?? (await file(`noegler/${this.name}.pak`))[name];
  }

  /** The first keys of the files that hold the keys from `first` to `last`. */
  async range(name, first, last = first) {
    const keys = await this.firstKeys(name);
    const from = Math.max(0, after(keys, first) - 1);
    return keys.slice(from, Math.max(after(keys, last), from + 1));
  }

  file(name, key) {
    return file(`${name}/${this.name}-${fileName(key)}.pak`);
  }

  /** What the segment has of a term; its documents may stand in parts, which are asked for together with it. */
  async posting(term) {
    const keys = await this.range("ord", term, `${term}${PARTS}\uffff`);
    const shards = await Promise.all(keys.map((key) => this.file("ord", key)));
    if (!Object.hasOwn(shards[0] ?? {}, term)) return undefined;
    const [whole, signs, forms] = shards[0][term];
    const parts = whole ? [] : shards.flatMap((shard) => own(shard, (key) => key.startsWith(term + PARTS)));
    return this.told([[term, [whole, signs, forms]], ...parts]);
  }

  /** The same of all terms that begin so: [term, what there is of it]. */
  async postings(start) {
    const terms = new Map();
    for (const [key, value] of await this.beginning("ord", start)) {
      const [term] = key.split(PARTS);
      terms.set(term, [...(terms.get(term) ?? []), [key, value]]);
    }
    return [...terms].map(([term, entries]) => [term, this.told(entries)]);
  }

  told(entries) {
    const [[, [, , forms]]] = entries;
    return {
      documents: entries.flatMap(([, [held]]) => this.documents(held)),
      signs: entries.map(([, [, signs]]) => signs).join(""),
      forms: forms.split(" "),
    };
  }

  async entry(name, key) {
    const [first] = await this.range(name, key);
    if (first === undefined) return undefined;
    const shard = await this.file(name, first);
    return Object.hasOwn(shard, key) ? shard[key] : undefined;
  }

  async beginning(name, start) {
    const keys = await this.range(name, start, `${start}\uffff`);
    const shards = await Promise.all(keys.map((key) => this.file(name, key)));
    return shards.flatMap((shard) => own(shard, (key) => key.startsWith(start)));
  }

  /** Documents from "3.0.5,1.2": steps from meeting to meeting, and behind points the slots of each (slots.py). */
  documents(written) {
    const found = [];
    let meeting = this.first;
    let isMeeting = true;
    let number = 0;
    for (let at = 0; at <= written.length; at++) {
      const sign = at < written.length ? written.charCodeAt(at) : COMMA;
      if (sign >= ZERO) {
        number = number * 10 + sign - ZERO;
        continue;
      }
      if (isMeeting) meeting += number;
      else found.push(this.firsts[meeting] + this.inMeeting(meeting, number));
      isMeeting = sign === COMMA;
      number = 0;
    }
    return written ? found : [];
  }

  /** The document in a slot, counted within its meeting. */
  inMeeting(meeting, slot) {
    const places = this.places[meeting];
    let stride = STRIDE;
    while (places.length - 2 >= stride) stride *= 2;
    return places[slot % stride] + Math.floor(slot / stride);
  }

  /** The number that a document's meeting has in the segment; negative, or too high, where it is of another. */
  meetingOf(document) {
    return after(this.firsts, document) - 1 - this.first;
  }
}

/** The [key, value] of a file whose key is wanted. */
const own = (shard, isWanted) => Object.entries(shard).filter(([key]) => isWanted(key));

/** A key as part of a file's name, as shards.py writes it. */
const fileName = (key) => key.replace(/[^a-z0-9.]/gu, (letter) => `_${letter.codePointAt(0)}_`);

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
