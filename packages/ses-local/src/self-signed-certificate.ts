import { createSign, type KeyObject } from "node:crypto";

// As much of DER (X.690) as a certificate (RFC 5280) needs; Node can read one but make none.

function element(tag: number, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const length = body.length.toString(16);
  const bytes = Buffer.from(length.length % 2 ? `0${length}` : length, "hex");
  const header = body.length < 128 ? [body.length] : [0x80 | bytes.length, ...bytes];
  return Buffer.concat([Buffer.from([tag, ...header]), body]);
}

const sequence = (...content: Buffer[]) => element(0x30, ...content);
const integer = (value: number) => element(0x02, Buffer.from([value]));
const bitString = (bits: Buffer) => element(0x03, Buffer.from([0]), bits);
const SHA256_WITH_RSA = sequence(
  element(0x06, Buffer.from("2a864886f70d01010b", "hex")),
  element(0x05),
);
const COMMON_NAME = element(0x06, Buffer.from("550403", "hex"));

function utcTime(moment: Date): Buffer {
  const digits = moment.toISOString().replace(/[-:T]|\.\d+/g, "");
  return element(0x17, Buffer.from(digits.slice(2)));
}

/** A certificate for a key, signed by itself, in PEM. */
export function selfSignedCertificate(
  { publicKey, privateKey }: { publicKey: KeyObject; privateKey: KeyObject },
  { from, to }: { from: Date; to: Date },
): string {
  const commonName = element(0x0c, Buffer.from("sns.test"));
  const name = sequence(element(0x31, sequence(COMMON_NAME, commonName)));
  const toBeSigned = sequence(
    element(0xa0, integer(2)),
    integer(1),
    SHA256_WITH_RSA,
    name,
    sequence(utcTime(from), utcTime(to)),
    name,
    publicKey.export({ type: "spki", format: "der" }),
  );
  const signature = createSign("RSA-SHA256").update(toBeSigned).sign(privateKey);
  const der = sequence(toBeSigned, SHA256_WITH_RSA, bitString(signature)).toString("base64");
  const lines = der.match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}
