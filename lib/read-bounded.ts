/**
 * The text of a stream that may come from anybody; null as soon as it is longer than
 * `longest` bytes, whatever its headers said. The rest is not read then.
 */
export async function readBounded(
  stream: ReadableStream<Uint8Array> | null,
  longest: number,
): Promise<string | null> {
  if (!stream) return "";
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.byteLength;
    if (bytes > longest) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
