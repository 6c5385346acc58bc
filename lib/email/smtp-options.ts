import { SECOND } from "../clock";

/** How many emails are handed over at once. */
export const SMTP_CONNECTIONS = 5;

const LOCAL_HOSTS = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * How Nodemailer's pool speaks to the server of a URL: by TLS from the first byte (`smtps:`),
 * or by STARTTLS, without which nothing is sent, unless the server is this very machine.
 * What the URL says itself (`?ignoreTLS=true`) wins.
 */
export function smtpOptions(url: string) {
  const { protocol, hostname } = new URL(url);
  return {
    url,
    pool: true as const,
    maxConnections: SMTP_CONNECTIONS,
    // A message whose connection closed would be sent a second time, unseen.
    maxRequeues: 0,
    // Emails carry links that let people in, and a stranger on the way can hide STARTTLS.
    requireTLS: protocol === "smtp:" && !LOCAL_HOSTS.has(hostname),
    dnsTimeout: 3 * SECOND,
    connectionTimeout: 3 * SECOND,
    greetingTimeout: 10 * SECOND,
    // Of silence; a connection that is not used ends by it too.
    socketTimeout: 15 * SECOND,
  };
}
