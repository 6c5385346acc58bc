import { PlainBrowser } from "./plain-browser";

/**
 * The JavaScript that a page makes a modern browser load, in bytes as they come over the
 * wire (gzip). Scripts for old browsers only ("noModule") are not loaded and not counted.
 */
export async function scriptBytesOf(origin: string, path: string): Promise<number> {
  const { body } = await new PlainBrowser(origin).open(path);
  const tags = (body.match(/<script[^>]*\ssrc="[^"]+"[^>]*>/g) ?? []).filter(
    (tag) => !/nomodule/i.test(tag),
  );
  const sources = new Set(tags.map((tag) => /src="([^"]+)"/.exec(tag)?.[1] ?? ""));
  const sizes = await Promise.all(
    [...sources].map((source) => gzippedSize(new URL(source, origin))),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** What is smaller is not compressed: one packet holds it either way. */
const COMPRESSED_FROM = 1_024;

/** Bytes over the wire. */
async function gzippedSize(url: URL): Promise<number> {
  const answer = await new PlainBrowser(url.origin).send("GET", url.pathname + url.search, {
    headers: { "accept-encoding": "gzip" },
  });
  if (answer.headers["content-encoding"] !== "gzip" && answer.bytes >= COMPRESSED_FROM)
    throw new Error(`${url.href} is not compressed.`);
  return answer.bytes;
}
