import type { Dns } from "./ports";

/** There is no such name, or none of this type. Everything else says nothing. */
const NONE = new Set(["ENOTFOUND", "ENODATA"]);

async function orNone<T>(records: Promise<T[]>): Promise<T[]> {
  try {
    return await records;
  } catch (error) {
    if (NONE.has(String((error as { code?: unknown }).code))) return [];
    throw error;
  }
}

/** The TXT records of a name, each in one piece. */
export async function findTxt(dns: Dns, name: string): Promise<string[]> {
  return (await orNone(dns.resolveTxt(name))).map((pieces) => pieces.join(""));
}

export async function findMx(dns: Dns, name: string) {
  const records = await orNone(dns.resolveMx(name));
  return records.map(({ exchange, priority }) => ({ exchange: exchange.toLowerCase(), priority }));
}

export function findCname(dns: Dns, name: string): Promise<string[]> {
  return orNone(dns.resolveCname(name));
}
