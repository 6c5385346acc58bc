/**
 * The outcome of reading something an app sent: a value, or why it was refused, for a person to
 * read.
 */
export type Parsed<Value> = { ok: true; value: Value } | { ok: false; reason: string };
