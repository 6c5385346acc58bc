/**
 * A whole message, ready for the wire, and the names by which its events come back. `from` is the
 * address alone, in ASCII: what SES takes, and the envelope of SMTP.
 */
export type RawEmail = { from: string; to: string; raw: Uint8Array; tags: Record<string, string> };

/** What a provider lets an account send. */
export type SendQuota = {
  /** Emails a second. */
  maxSendRate: number;
  /** Emails in any 24 hours; -1 for no bound. */
  max24HourSend: number;
  sentLast24Hours: number;
};

/** Somebody who takes emails: Amazon SES, or any server that speaks SMTP. */
export interface Transport {
  /**
   * Hands over one message, once: whoever calls decides about trying again.
   *
   * @returns the id under which the message can be found at the provider
   * @throws SendError, whose code says what failed and so whether another try can help
   */
  send(mail: RawEmail): Promise<string>;

  /**
   * Tells how fast and how much we may send. SMTP has no way to.
   *
   * @throws when the provider does not answer or we may not ask
   */
  readQuota?(): Promise<SendQuota>;
}
