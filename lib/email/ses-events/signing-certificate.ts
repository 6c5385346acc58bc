import { type KeyObject, X509Certificate } from "node:crypto";
import { fetchFromSns } from "./fetch-from-sns";
import { isSnsUrl } from "./is-sns-url";

/** The key by which SNS signed, or why there is none. */
export type SigningKey =
  | { outcome: "found"; key: KeyObject }
  | { outcome: "foreign_certificate" | "expired_certificate" | "certificate_away" };

const PATH = /^\/SimpleNotificationService-[0-9a-f]+\.pem$/;
/** SNS has one or two in use at a time. */
const MOST_CERTIFICATES = 8;

type Fetched = X509Certificate | "refused" | "away";

const certificates = new Map<string, X509Certificate>();
const underWay = new Map<string, Promise<Fetched>>();

async function fetchCertificate(url: URL): Promise<Fetched> {
  const answer = await fetchFromSns(url);
  if (answer.outcome !== "fetched") return answer.outcome;
  try {
    return new X509Certificate(answer.text);
  } catch {
    return "refused";
  }
}

/**
 * From the cache, where only certificates get that were fetched, so that made-up URLs push
 * none out of it. Many messages at once wait for one request.
 */
async function certificateAt(url: URL): Promise<Fetched> {
  const known = certificates.get(url.href);
  if (known) return known;
  const asked = underWay.get(url.href) ?? fetchCertificate(url);
  underWay.set(url.href, asked);
  const fetched = await asked;
  underWay.delete(url.href);
  if (typeof fetched === "string") return fetched;
  const [oldest] = certificates.keys();
  if (certificates.size >= MOST_CERTIFICATES && oldest) certificates.delete(oldest);
  certificates.set(url.href, fetched);
  return fetched;
}

/**
 * The key that a message says it was signed with. Only SNS's own host and only the name it
 * gives its certificates are trusted: a host alone also serves what others put there.
 *
 * @param origin where certificates are instead of at Amazon; see SES_SNS_CERTIFICATE_ORIGIN
 */
export async function signingKey(
  certificateUrl: string,
  origin: string | undefined,
  now: Date,
): Promise<SigningKey> {
  const url = new URL(certificateUrl);
  if (!isSnsUrl(url, origin) || !PATH.test(url.pathname) || url.search)
    return { outcome: "foreign_certificate" };
  const certificate = await certificateAt(url);
  if (certificate === "away") return { outcome: "certificate_away" };
  if (certificate === "refused" || certificate.publicKey.asymmetricKeyType !== "rsa")
    return { outcome: "foreign_certificate" };
  const { validFrom, validTo, publicKey: key } = certificate;
  const isValid = new Date(validFrom) <= now && now <= new Date(validTo);
  return isValid ? { outcome: "found", key } : { outcome: "expired_certificate" };
}
