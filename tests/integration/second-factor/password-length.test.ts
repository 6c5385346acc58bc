import { expect, test } from "vitest";
import { changePassword } from "@/lib/account/change-password";
import { resetPassword } from "@/lib/password-reset/reset-password";
import { aPasswordReset, aSession } from "../../support/recoveries";
import { aBrowser, anAccount, ORIGIN, PASSWORD } from "../../support/registrations";
import { addApp } from "../../support/second-factors";

const EIGHT = "xk7 Qzu9";
const TOO_SHORT = { outcome: "weak_password", min: 10 };

test("a new password may have 8 characters where a second factor is on, and for who is signed in alone", async () => {
  const { userId, address } = await anAccount();
  const session = await aSession(userId);
  const wish = { currentPassword: PASSWORD, newPassword: EIGHT };
  expect(await changePassword(session, wish)).toEqual(TOO_SHORT);
  await addApp(userId);

  // Whoever has the link of an email has not proved the password, and is not told of the factor.
  const { token } = await aPasswordReset(address);
  const chooser = { ...ORIGIN, browserKeyHash: aBrowser() };
  expect(await resetPassword(token, EIGHT, chooser)).toEqual(TOO_SHORT);

  expect(await changePassword(session, { ...wish, newPassword: "xk7 Qzu" })).toEqual({
    ...TOO_SHORT,
    min: 8,
  });
  expect(await changePassword(session, wish)).toMatchObject({ outcome: "changed" });
});
