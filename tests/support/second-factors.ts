import { v7 as uuidv7 } from "uuid";
import { db, inTransaction } from "@/lib/db";
import { newAppSecret } from "@/lib/second-factor/app-codes";
import { renewRecoveryCodes } from "@/lib/second-factor/recovery-codes";
import { encryptSecret } from "@/lib/second-factor/secret-box";
import { anAccount } from "./registrations";

/** Gives an account an authenticator app and recovery codes, as if they were set up long ago. */
export async function addApp(userId: string, now = new Date()) {
  const id = uuidv7();
  const secret = newAppSecret();
  await db.secondFactor.create({
    data: {
      ...{ id, userId, kind: "app", secret: encryptSecret(secret, id) },
      ...{ createdAt: now, confirmedAt: now },
    },
  });
  return { secret, recoveryCodes: await inTransaction((tx) => renewRecoveryCodes(tx, userId, now)) };
}

/** Somebody who signs in with a password and an authenticator app. */
export async function anAccountWithApp() {
  const account = await anAccount();
  return { ...account, ...(await addApp(account.userId)) };
}
