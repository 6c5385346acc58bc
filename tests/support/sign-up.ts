import type { Page } from "@playwright/test";
import { linkIn, waitForMail } from "./inbox";
import { expectSignedIn, type Person, register } from "./steps";

/** Registers somebody and confirms their address, in a browser that is signed in then. */
export async function signUp(page: Page, person: Person): Promise<void> {
  await register(page, person);
  await page.goto(linkIn(await waitForMail(person.address), "/confirm/"));
  await expectSignedIn(page, person);
}
