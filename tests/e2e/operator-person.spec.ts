import type { Locator, Page } from "@playwright/test";
import { letSendingHaveFailed } from "../support/account-rows";
import { expect, test } from "../support/fixtures";
import { expectFitForEverybody } from "../support/looks";
import { type Person } from "../support/steps";
import { poll } from "@latchkey/testing/poll";
import { registerWithoutPages } from "../support/without-pages";

async function lookUp(page: Page, address: string): Promise<void> {
  await page.goto("/operator/users");
  await page.getByLabel("Find a person").fill(address);
  await page.getByLabel("Find a person").press("Enter");
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

test("an operator sees why Ann got no email, removes what blocked it, and retries it", async ({
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
    // The one email a day that is tried in spite of it has been tried.
    `INSERT INTO suppression (id, address, scope, reason, probed_at)
     VALUES (gen_random_uuid(), $1, 'everything', 'hard_bounce', now())`,
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
  const standing = page.getByRole("region", { name: "Status" });
  await expect(standing).toContainText("wasn’t sent: an earlier email hard-bounced.");
  await expect(standing).toContainText("All email");
  await expectFitForEverybody(page);

  await act(page, "Remove suppression", "the mailbox exists by now");
  await expect(page.getByText("Reason: the mailbox exists by now")).toBeVisible();
  await expect(standing).not.toContainText("All email");

  await act(page, "Retry this email", "the suppression is lifted");
  await expect(page.getByText("Retrying email")).toBeVisible();
  await inbox.waitForMail(ann.address);
  await expect(async () => {
    await page.reload();
    await expect(standing).toContainText("was delivered", { timeout: 500 });
  }).toPass();
  await expect(page.getByText("Removed a suppression")).toBeVisible();
});

test("an operator is asked why before anything is done, and for the address before a deletion", async ({
  page,
  person,
  otherBrowser,
}) => {
  const ann = person("ann");
  await registerWithoutPages(await otherBrowser(), ann);
  await lookUp(page, ann.address);
  await page.getByRole("link", { name: "Delete account" }).click();
  await page.getByLabel("Reason").fill("x");
  await page.getByRole("button", { name: "Delete account" }).click();
  await expect(page.getByLabel("Reason")).toHaveAccessibleDescription(/Enter a reason/);
  await expectFitForEverybody(page);
  await page.getByLabel("Reason").fill("their own wish, by letter");
  await page.getByRole("button", { name: "Delete account" }).click();
  const typed = page.getByLabel(`Type ${ann.address} to confirm`);
  await expect(typed).toHaveAccessibleDescription(/That doesn’t match the account’s email/);
  await typed.fill(ann.address);
  await page.getByRole("button", { name: "Delete account" }).click();
  await expect(page.getByText("Account scheduled for deletion", { exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "Delete account" })).toHaveCount(0);
});

test("an operator with a phone comes from the facts to the history, and to what does harm last", async ({
  page,
  person,
  otherBrowser,
}) => {
  const ann = person("ann");
  await registerWithoutPages(await otherBrowser(), ann);
  await page.setViewportSize({ width: 360, height: 740 });
  await lookUp(page, ann.address);
  const topOf = async (part: Locator) => (await part.boundingBox())?.y ?? NaN;
  const details = page.getByRole("region", { name: "Details" });
  const history = page.getByRole("region", { name: "History" });
  const parts = [
    page.getByRole("region", { name: "Status" }),
    page.getByRole("navigation", { name: "Actions" }),
    details,
    history,
    page.getByRole("navigation", { name: "Danger zone" }),
  ];
  const tops = await Promise.all(parts.map(topOf));
  expect(tops).toEqual(tops.toSorted((a, b) => a - b));
  const title = history.getByText("Signed up", { exact: true });
  const event = history.getByRole("listitem").filter({ has: page.getByText("Signed up") });
  const time = event.getByRole("time");
  expect(await topOf(time)).toBeGreaterThan(await topOf(title));

  const role = details.getByText("Member", { exact: true });
  await expect(role).toBeHidden();
  await details.locator("summary").click();
  await expect(role).toBeVisible();
  await expectFitForEverybody(page);

  await page.reload();
  await page.setViewportSize({ width: 1280, height: 800 });
  await expect(role).toBeVisible();
  expect(await topOf(details)).toBe(await topOf(history));
});

test("an operator retries all failed emails of a kind and watches how far it is", async ({
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
  await expect(page.getByText("3 emails failed this way")).toBeVisible();
  await expectFitForEverybody(page);
  await page.getByLabel("Reason").fill("the configuration set is back");
  await page.getByRole("button", { name: "Retry all 3 emails" }).click();
  await expect(page.getByText("Done: 3 emails retried")).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole("progressbar", { name: "Emails retried" })).toBeVisible();
  await expectFitForEverybody(page);
  for (const { address } of people) await inbox.waitForMail(address, { count: 2 });
  await page.reload();
  await expect(page.getByText("Done: 3 emails retried")).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("an operator locks Ann’s account and unlocks it", async ({ page, person, otherBrowser }) => {
    const ann = person("ann");
    await registerWithoutPages(await otherBrowser(), ann);
    await lookUp(page, ann.address);
    await act(page, "Lock account", "somebody else seems to be in it");
    await expect(page.getByText("Account locked", { exact: true })).toBeVisible();
    await expect(page.getByRole("region", { name: "Status" })).toContainText(
      "Locked by an operator",
    );
    await act(page, "Unlock account", "it was Ann herself");
    await expect(
      page.getByRole("status").getByText("Account unlocked", { exact: true }),
    ).toBeVisible();
    await expect(page.getByText("Reason: it was Ann herself")).toBeVisible();
  });
});
