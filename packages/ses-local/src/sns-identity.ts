import { createHash, generateKeyPairSync, type KeyObject } from "node:crypto";
import { after, DAY } from "./time";
import { selfSignedCertificate } from "./self-signed-certificate";

export interface SnsIdentity {
  privateKey: KeyObject;
  /** In PEM. */
  certificate: string;
  /** The path under which SNS would serve it. */
  path: string;
}

/**
 * A key to sign with and its certificate, made anew at each start. The path holds the
 * certificate's hash, as SNS's does: who keeps certificates by their URL never has an old one.
 */
export function createSnsIdentity(now = new Date()): SnsIdentity {
  const keys = generateKeyPairSync("rsa", { modulusLength: 2_048 });
  const life = { from: after(now, -DAY), to: after(now, 365 * DAY) };
  const certificate = selfSignedCertificate(keys, life);
  const hash = createHash("md5").update(certificate).digest("hex");
  return {
    privateKey: keys.privateKey,
    certificate,
    path: `/SimpleNotificationService-${hash}.pem`,
  };
}
