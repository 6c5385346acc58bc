import { providerOf } from "./providers";

/** What is counted of each domain, added up over all domains of a provider. */
export function byProvider<Kind extends string>(
  rows: readonly (Record<Kind, number> & { domain: string })[],
  kinds: readonly Kind[],
): Map<string, Record<Kind, number>> {
  const sums = new Map<string, Record<Kind, number>>();
  for (const row of rows) {
    const name = providerOf(row.domain);
    const known = sums.get(name);
    const counts = kinds.map((kind) => [kind, (known?.[kind] ?? 0) + row[kind]]);
    sums.set(name, Object.fromEntries(counts) as Record<Kind, number>);
  }
  return sums;
}
