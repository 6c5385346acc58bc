import { createHash, createHmac } from "node:crypto";

/** JSON as RFC 8785 writes it, which is what Inngest signs: keys in order, no space. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(",")}}`;
}

/** Keys carry a prefix for people to read, which takes no part in signing. */
const PREFIX = /^signkey-\w+-/;

/** The header by which Inngest says that a call is its own. */
export function signatureOf(body: string, { key, at }: { key: string; at: Date }): string {
  const seconds = Math.floor(at.getTime() / 1_000);
  const secret = key.replace(PREFIX, "");
  return `t=${seconds}&s=${createHmac("sha256", secret).update(`${body}${seconds}`).digest("hex")}`;
}

/** What an app shows to Inngest's API in the place of its key. */
export function bearerOf(key: string): string {
  const [prefix = ""] = PREFIX.exec(key) ?? [];
  const secret = Buffer.from(key.slice(prefix.length), "hex");
  return `Bearer ${prefix}${createHash("sha256").update(secret).digest("hex")}`;
}
