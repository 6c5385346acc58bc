// A region as in "us-east-1", "us-gov-west-1": anything else of amazonaws.com can be had by
// anybody who pays for it (a bucket, say), and would then serve a certificate of theirs.
const SNS_HOST = /^sns\.[a-z]{2}(-[a-z]+)+-\d{1,2}\.amazonaws\.com(\.cn)?$/;

/**
 * Whether a URL leads to Amazon SNS itself, so that it may be fetched: over TLS, without
 * port or user. Where `origin` is set (the local stack, tests), only that origin is SNS.
 */
export function isSnsUrl(url: URL, origin: string | undefined): boolean {
  if (url.username || url.password || url.hash) return false;
  if (origin !== undefined) return url.origin === origin;
  return url.protocol === "https:" && SNS_HOST.test(url.host);
}
