// Small makers of elements and of sentences.

/** An element with attributes and children (texts or nodes); attributes that are false or null are left out. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes))
    if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value === true ? "" : value);
  made.append(...children);
  return made;
}

/** A sentence with its `{}` filled in, one after the other. */
export function say(sentence, ...values) {
  let at = 0;
  return sentence.replace(/\{\}/g, () => (typeof values[at] === "number" ? number(values[at++]) : values[at++]));
}

export const counted = (count, one, many) => (count === 1 ? one : say(many, count));

const number = (value) => value.toLocaleString("da-DK");

/** 2024-06-04 → 4. juni 2024 */
export function date(iso, months) {
  const [year, month, day] = iso.split("-").map(Number);
  return `${day}. ${months[month - 1]} ${year}`;
}
