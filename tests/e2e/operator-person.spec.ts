import type { Page } from "@playwright/test";
import { letSendingHaveFailed } from "../support/account-rows";
import { expect, test } from "../support/fixtures";
import { expectFitForEverybody } from "../support/looks";
import { type Person } from "../support/steps";
import { poll } from "@latchkey/testing/poll";
import { registerWithoutPages } from "../support/without-pages";

async function lookUp(page: Page, address: string): Promise<void> {
  await page.goto("/operator/people");
  await page.getByLabel("Email address").fill(address);
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(address);
}

/** Goes through an action's page with a reason. */
async function act(page: Page, title: string, reason: string): Promise<void> {
  await page.getByRole("link", { name: title }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  await page.getByLabel("Reason").fill(reason);
  await page.getByRole("button", { name: title }).click();
}

/** Somebody with a confirmed account becomes an operator, in the page that they have open. */
test.beforeEach(async ({ page, inbox, person, database }) => {
  const operator: Person = person("operator");
  await registerWithoutPages(page, operator);
  await page.goto(inbox.linkIn(await inbox.waitForMail(operator.address), "/confirm/"));
  await expect(page).toHaveURL(/\/account/);
  await database.query(`UPDATE "user" SET role = 'operator' WHERE address = $1`, [
    operator.address,
  ]);
});

test("an operator sees why Ann got no email, lifts what stopped it, and sends it once more", async ({
  page,
  inbox,
  person,
  database,
  otherBrowser,
}) => {
  // Two emails, and every scheme and width of a long page: long on a busy machine.
  test.slow();
  const ann = person("ann");
  await database.query(
    `INSERT INTO suppression (id, address, scope, reason)
     VALUES (gen_random_uuid(), $1, 'everything', 'hard_bounce')`,
    [ann.address],
  );
  await registerWithoutPages(await otherBrowser(), ann);
  await poll("the mail to be stopped", async () => {
    const { rows } = await database.query("SELECT status FROM delivery WHERE address = $1", [
      ann.address,
    ]);
    return rows[0]?.status === "cancelled";
  });

  await lookUp(page, ann.address);
  const standing = page.getByRole("region", { name: "Where things stand" });
  await expect(standing).toContainText(
    "was not sent: an earlier mail to the address came back for good.",
  );
  await expect(standing).toContainText("every mail to the address is stopped");
  await expectFitForEverybody(page);

  await act(page, "Lift suppressions", "the mailbox exists by now");
  await expect(page.getByText("Why: the mailbox exists by now")).toBeVisible();
  await expect(standing).not.toContainText("is stopped");

  await act(page, "Replay this mail", "the suppression is lifted");
  await expect(page.getByText("The mail is tried once more")).toBeVisible();
  await inbox.waitForMail(ann.address);
  await expect(async () => {
    await page.reload();
    await expect(standing).toContainText("was delivered", { timeout: 500 });
  }).toPass();
  await expect(page.getByText("Let mails to an address through again")).toBeVisible();
});

test("an operator is asked why before anything is done, and for the address before a deletion", async ({
  page,
  person,
  otherBrowser,
}) => {
  const ann = person("ann");
  await registerWithoutPages(await otherBrowser(), ann);
  await lookUp(page, ann.address);
  await page.getByRole("link", { name: "Delete the account" }).click();
  await page.getByLabel("Reason").fill("x");
  await page.getByRole("button", { name: "Delete the account" }).click();
  await expect(page.getByLabel("Reason")).toHaveAccessibleDescription(/Say why, in a few words/);
  await expectFitForEverybody(page);
  await page.getByLabel("Reason").fill("their own wish, by letter");
  await page.getByRole("button", { name: "Delete the account" }).click();
  await expect(page.getByLabel("Type the address")).toHaveAccessibleDescription(
    /This is not the address of the account/,
  );
  await page.getByLabel("Type the address").fill(ann.address);
  await page.getByRole("button", { name: "Delete the account" }).click();
  await expect(page.getByText("The account is closed", { exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "Delete the account" })).toHaveCount(0);
});

test("an operator replays all failed emails of a kind and watches how far it is", async ({
  page,
  inbox,
  person,
  database,
  otherBrowser,
}) => {
  const people = [person("one"), person("two"), person("three")];
  for (const each of people) {
    await registerWithoutPages(await otherBrowser(), each);
    await inbox.waitForMail(each.address);
    await letSendingHaveFailed(database, each.address, "configuration");
  }
  await page.goto("/operator/replay");
  await page.getByRole("link", { name: "Configuration" }).click();
  await expect(page.getByText("Failed like this: 3 emails.")).toBeVisible();
  await expectFitForEverybody(page);
  await page.getByLabel("Reason").fill("the configuration set is back");
  await page.getByRole("button", { name: "Replay all of them" }).click();
  await expect(page.getByText("Ended: 3 emails tried once more")).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole("progressbar", { name: "Emails replayed" })).toBeVisible();
  await expectFitForEverybody(page);
  for (const { address } of people) await inbox.waitForMail(address, { count: 2 });
  await page.reload();
  await expect(page.getByText("Ended: 3 emails tried once more")).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("an operator locks Ann’s account and unlocks it", async ({ page, person, otherBrowser }) => {
    const ann = person("ann");
    await registerWithoutPages(await otherBrowser(), ann);
    await lookUp(page, ann.address);
    await act(page, "Lock the account", "somebody else seems to be in it");
    await expect(page.getByText("The account is locked", { exact: true })).toBeVisible();
    await expect(page.getByRole("region", { name: "Where things stand" })).toContainText(
      "An operator locked the account",
    );
    await act(page, "Unlock the account", "it was Ann herself");
    await expect(page.getByText("The account is unlocked", { exact: true })).toBeVisible();
    await expect(page.getByText("Why: it was Ann herself")).toBeVisible();
  });
});
