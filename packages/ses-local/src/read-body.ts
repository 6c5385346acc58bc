import type { IncomingMessage } from "node:http";

/** SES takes messages of 40 MB; an email here is far from it. */
const LARGEST_BODY_BYTES = 40 * 1_024 * 1_024;

/** The body of a request; undefined when it is too large or its sender went away. */
export async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request) {
      const bytes = chunk as Buffer;
      size += bytes.length;
      if (size > LARGEST_BODY_BYTES) return undefined;
      chunks.push(bytes);
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks).toString("utf8");
}
