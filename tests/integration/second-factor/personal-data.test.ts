import { expect, test } from "vitest";
import { eraseAccounts } from "@/lib/account/erase-accounts";
import { exportPersonalData } from "@/lib/account/export-personal-data";
import { db } from "@/lib/db";
import { removeFactors } from "@/lib/operator/actions/remove-factors";
import { anActing } from "../../support/operators";
import { aPendingSignIn, anAccountWithApp } from "../../support/second-factors";

test("the data of an account say which second factors it has, and nothing that proves one", async () => {
  const { userId, key, codes, session } = await anAccountWithApp();
  await aPendingSignIn(userId);
  await removeFactors(userId, anActing());
  const secret = await db.secondFactor.findFirstOrThrow({ where: { userId } });
  const hashes = await db.recoveryCode.findMany({ where: { userId } });
  const collected = await exportPersonalData(session);
  if (collected.outcome !== "collected") throw new Error(collected.outcome);
  const data = collected.data as Record<string, unknown[]>;
  expect(data.secondFactors).toMatchObject([{ kind: "app", lastUsedAt: null }]);
  expect(data.recoveryCodes).toHaveLength(10);
  expect(data.factorRemovals).toHaveLength(1);
  const text = JSON.stringify(collected.data);
  for (const hidden of [key, key.replaceAll(" ", ""), secret.secret!, codes[0]!])
    expect(text).not.toContain(hidden);
  expect(text).not.toContain(hashes[0]!.codeHash);
  expect(text).not.toMatch(/pendingSignIn|passwordHash|lastStep|publicKey/i);
});

test("erasing an account leaves nothing of its second factors", async () => {
  const { userId } = await anAccountWithApp();
  await aPendingSignIn(userId);
  await removeFactors(userId, anActing());
  await db.user.update({ where: { id: userId }, data: { eraseAt: new Date(0) } });
  await eraseAccounts();
  const where = { userId };
  const left = await Promise.all([
    db.user.count({ where: { id: userId } }),
    db.secondFactor.count({ where }),
    db.recoveryCode.count({ where }),
    db.pendingSignIn.count({ where }),
    db.factorRemoval.count({ where }),
    db.verification.count({ where }),
  ]);
  expect(left).toEqual([0, 0, 0, 0, 0, 0]);
});
