import "server-only";
import { z } from "zod";

/** A credential id has 1,023 bytes at most (WebAuthn, section 4). */
const LONGEST_ID = Math.ceil((1_023 * 4) / 3);

const base64url = z.string().regex(/^[\w-]+$/);
const credentialId = base64url.max(LONGEST_ID);

/** Ways to reach an authenticator (WebAuthn, section 5.8.4). */
const transport = z.enum(["ble", "cable", "hybrid", "internal", "nfc", "smart-card", "usb"]);

const signed = z.object({
  id: credentialId,
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
  }),
});

const created = z.object({
  id: credentialId,
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    // Newer browsers know more of them: what we do not know is left out.
    transports: z
      .array(z.unknown())
      .catch([])
      .transform((all) => all.flatMap((each) => transport.safeParse(each).data ?? [])),
  }),
});

/** What a browser says of how an answer came about. */
const clientData = z.object({ challenge: z.string(), crossOrigin: z.boolean().optional() });

/** The answer of a passkey to a challenge, not yet believed. */
export type SignedAnswer = z.infer<typeof signed>;

/** The answer of an authenticator that made a passkey, not yet believed. */
export type CreatedAnswer = z.infer<typeof created>;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Reads an answer as the page sent it, in JSON; null when it is none. */
export const parseSigned = (text: string): SignedAnswer | null =>
  signed.safeParse(parsed(text)).data ?? null;

/** The same for a new passkey. */
export const parseCreated = (text: string): CreatedAnswer | null =>
  created.safeParse(parsed(text)).data ?? null;

/** The challenge that an answer answers, not yet believed. Null for what no page of ours sends. */
export function challengeIn({ response }: SignedAnswer | CreatedAnswer): string | null {
  const text = Buffer.from(response.clientDataJSON, "base64url").toString();
  const data = clientData.safeParse(parsed(text)).data;
  // Our pages cannot be framed: inside of another website's page somebody is deceived.
  return data && !data.crossOrigin ? data.challenge : null;
}
