/** A whole message, ready for the wire, and the names by which its events come back. */
export type RawMail = { from: string; to: string; raw: Uint8Array; tags: Record<string, string> };

/** Somebody who takes mails: Amazon SES, or any server that speaks SMTP. */
export interface Transport {
  /**
   * Hands over one message, once: whoever calls decides about trying again.
   *
   * @returns the id under which the message can be found at the provider
   * @throws SendError, whose code says what failed and so whether another try can help
   */
  send(mail: RawMail): Promise<string>;
}
