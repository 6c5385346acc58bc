/** Public endings of two labels, such as co.uk: nobody owns those. */
const PUBLIC_ENDING = /^(ac|co|com|edu|gov|gob|net|or|org)\.[a-z]{2}$/;

/** The domain that somebody registered, as far as it can be told without a list of all endings. */
export function registeredDomain(domain: string): string {
  const labels = domain.split(".");
  const isLong = PUBLIC_ENDING.test(labels.slice(-2).join("."));
  return labels.slice(isLong ? -3 : -2).join(".");
}

/** "Relaxed" alignment, as DMARC defines it. */
export function isAligned(one: string, other: string): boolean {
  return registeredDomain(one) === registeredDomain(other);
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}

/** A name and the names above it, down to two labels. */
export function andParents(domain: string): string[] {
  const labels = domain.split(".");
  return labels.slice(0, -1).map((_, at) => labels.slice(at).join("."));
}
