/** Where something stands in a document: the names and places that lead to it. */
export type Place = readonly (string | number)[];

type Node = Record<string | number, unknown>;

/** Every place of a document whose value `matches`, objects and lists included. */
export function placesOf(
  document: unknown,
  matches: (value: unknown) => boolean,
  at: Place = [],
): Place[] {
  const here = matches(document) && at.length > 0 ? [at] : [];
  if (typeof document !== "object" || document === null) return here;
  const entries = Array.isArray(document) ? [...document.entries()] : Object.entries(document);
  return here.concat(entries.flatMap(([key, value]) => placesOf(value, matches, [...at, key])));
}

/** A copy of a document with another value in one place; `undefined` takes it away. */
export function changedAt<Document extends object>(
  document: Document,
  place: Place,
  change: (value: unknown) => unknown,
): Document {
  const copy = structuredClone(document);
  const inner = place.slice(0, -1).reduce<Node>((node, key) => node[key] as Node, copy as Node);
  const last = place.at(-1)!;
  inner[last] = change(inner[last]);
  return copy;
}
