import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";

/** The bits of authenticator data (WebAuthn, section 6.1). */
const FLAGS = { present: 1, verified: 4, syncable: 8, synced: 16, holdsKey: 64 } as const;

/** What a page is told to ask a browser for. */
type Asked = { challenge: string; rpId?: string; rp?: { id?: string } };

/** What an authenticator and its browser can do wrong, or differently, in one answer. */
type Wishes = {
  origin?: string;
  rpId?: string;
  /** Whether it checked who holds it, by a PIN or a finger. */
  isVerified?: boolean;
  isSyncable?: boolean;
  isSynced?: boolean;
  /** How often it signed, as it says. */
  count?: number;
  isCrossOrigin?: boolean;
  /** Signed by another key than the passkey's. */
  isForged?: boolean;
};

const sha256 = (data: string | Buffer) => createHash("sha256").update(data).digest();

/** The head of a CBOR item: its major type and its length or value (RFC 8949, section 3). */
function head(major: number, value: number): Buffer {
  const type = major << 5;
  if (value < 24) return Buffer.from([type | value]);
  if (value < 256) return Buffer.from([type | 24, value]);
  return Buffer.from([type | 25, value >> 8, value & 255]);
}

const integer = (value: number) => (value < 0 ? head(1, -1 - value) : head(0, value));
const bytes = (data: Buffer) => Buffer.concat([head(2, data.length), data]);
const text = (words: string) => Buffer.concat([head(3, words.length), Buffer.from(words)]);
const map = (pairs: [Buffer, Buffer][]) => Buffer.concat([head(5, pairs.length), ...pairs.flat()]);

/** A public key of P-256 as WebAuthn writes it (COSE, RFC 9053, section 7.1.1). */
function coseKey({ x = "", y = "" }: { x?: string; y?: string }): Buffer {
  const coordinate = (value: string) => bytes(Buffer.from(value, "base64url"));
  return map([
    [integer(1), integer(2)],
    [integer(3), integer(-7)],
    [integer(-1), integer(1)],
    [integer(-2), coordinate(x)],
    [integer(-3), coordinate(y)],
  ]);
}

const newKey = () => generateKeyPairSync("ec", { namedCurve: "P-256" });

/**
 * An authenticator with one passkey, together with its browser: it makes real answers, whose
 * signatures are right unless a test wants them wrong. It counts how often it signs.
 */
export function anAuthenticator(
  origin: string,
  { aaguid = Buffer.alloc(16), ...usual }: Wishes & { aaguid?: Buffer } = {},
) {
  const [id, { privateKey, publicKey }] = [randomBytes(32), newKey()];
  let signed = 0;

  function dataOf(type: string, asked: Asked, wishes: Wishes, key: Buffer | null) {
    const all = { isVerified: true, isSyncable: true, isSynced: true, ...usual, ...wishes };
    signed += 1;
    const flags =
      FLAGS.present |
      (all.isVerified ? FLAGS.verified : 0) |
      (all.isSyncable ? FLAGS.syncable : 0) |
      (all.isSynced ? FLAGS.synced : 0) |
      (key ? FLAGS.holdsKey : 0);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(all.count ?? signed);
    const rpId = all.rpId ?? asked.rpId ?? asked.rp?.id ?? "";
    const length = Buffer.from([0, id.length]);
    const authenticatorData = Buffer.concat([
      sha256(rpId),
      Buffer.from([flags]),
      count,
      ...(key ? [aaguid, length, id, key] : []),
    ]);
    const clientData = Buffer.from(
      JSON.stringify({
        type,
        challenge: asked.challenge,
        origin: all.origin ?? origin,
        crossOrigin: all.isCrossOrigin ?? false,
      }),
    );
    return { authenticatorData, clientData, isForged: all.isForged };
  }

  return {
    /** The id of its passkey. */
    id: id.toString("base64url"),

    /** Makes the passkey: what `startRegistration` gives, as a page sends it. */
    create(asked: Asked, wishes: Wishes = {}): string {
      const key = coseKey(publicKey.export({ format: "jwk" }));
      const { authenticatorData, clientData } = dataOf("webauthn.create", asked, wishes, key);
      const attestationObject = map([
        [text("fmt"), text("none")],
        [text("attStmt"), map([])],
        [text("authData"), bytes(authenticatorData)],
      ]);
      return JSON.stringify({
        id: id.toString("base64url"),
        response: {
          clientDataJSON: clientData.toString("base64url"),
          attestationObject: attestationObject.toString("base64url"),
          transports: ["internal", "telepathy"],
        },
      });
    },

    /** Answers with it: what `startAuthentication` gives, as a page sends it. */
    answer(asked: Asked, wishes: Wishes = {}): string {
      const { authenticatorData, clientData, isForged } = dataOf(
        "webauthn.get",
        asked,
        wishes,
        null,
      );
      const data = Buffer.concat([authenticatorData, sha256(clientData)]);
      const signature = sign("sha256", data, isForged ? newKey().privateKey : privateKey);
      return JSON.stringify({
        id: id.toString("base64url"),
        response: {
          clientDataJSON: clientData.toString("base64url"),
          authenticatorData: authenticatorData.toString("base64url"),
          signature: signature.toString("base64url"),
        },
      });
    },
  };
}
