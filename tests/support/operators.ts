import { randomUUID } from "node:crypto";
import { db } from "@/lib/db";
import { anAccount, PASSWORD } from "./registrations";
import { PlainBrowser } from "./plain-browser";

/** Somebody signed in at an app, as an operator or as anybody else. */
export async function someoneSignedInAt(url: string, role: "operator" | "member") {
  const account = await anAccount();
  await db.user.update({ where: { id: account.userId }, data: { role } });
  const browser = new PlainBrowser(url);
  await browser.open("/sign-in");
  const page = await browser.press("Sign in", { email: account.address, password: PASSWORD });
  if (page.path !== "/account") throw new Error(`signing in led to ${page.path}`);
  return { ...account, browser };
}

/** An operator's press of a button, for the first time. */
export function anActing() {
  return { actionId: randomUUID(), operatorId: null, reason: "a test" };
}
