import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, test } from "../support/fixtures";
import { linkIn, waitForMail } from "../support/inbox";
import { expectFitForEverybody } from "../support/looks";
import { expectTitle } from "../support/recovery-steps";
import { signUp } from "../support/without-pages";

const SUBJECT = "two-step verification";
const WORDS = "Two-step verification will be turned off";

/** Does something to a person from their page of the console, with a reason. */
async function act(operator: Page, userId: string, title: string): Promise<void> {
  await operator.goto(`/operator/people/${userId}`);
  await operator.getByRole("link", { name: title }).click();
  await expectTitle(operator, title);
  await expectFitForEverybody(operator);
  await operator.getByLabel("Reason").fill("Lost the phone, called back, ticket 7");
  await operator.getByRole("button", { name: title }).click();
  await expect(operator).toHaveURL(/done=started/);
}

test("an owner stops the removal of second factors, by the link of an email and on the account's page", async ({
  page,
  person,
  otherBrowser,
  database,
}) => {
  const [ann, helper] = [person("ann"), person("operator")];
  await signUp(page, ann);
  const { rows } = await database.query(`SELECT id FROM "user" WHERE address = $1`, [ann.address]);
  const userId: string = rows[0].id;
  // A passkey of which nobody has the other half: it is lost.
  await database.query(
    `INSERT INTO second_factor (id, user_id, kind, credential_id, public_key, sign_count, confirmed_at)
     VALUES ($1::uuid, $2, 'passkey', $1::text, '\\x00', 0, now())`,
    [randomUUID(), userId],
  );
  const operator = await otherBrowser();
  await signUp(operator, helper);
  await database.query(`UPDATE "user" SET role = 'operator' WHERE address = $1`, [helper.address]);
  await act(operator, userId, "Remove all second factors");
  await expect(
    operator.getByText("Removal of all second factors started", { exact: true }),
  ).toBeVisible();
  await expect(operator.getByRole("region", { name: "Status" })).toContainText(
    "An operator started to remove all second factors",
  );
  await expectFitForEverybody(operator);

  const mailbox = await otherBrowser();
  const mail = await waitForMail(ann.address, { subject: SUBJECT });
  expect(mail.text).toContain(WORDS);
  await mailbox.goto(linkIn(mail, "/undo/"));
  await expectTitle(mailbox, "Keep two-step verification?");
  await expect(mailbox.getByRole("main")).toContainText(ann.address);
  await expectFitForEverybody(mailbox);
  await mailbox.getByRole("button", { name: "Keep two-step verification" }).click();
  await expectTitle(mailbox, "Two-step verification stays on");
  await expect(mailbox.getByRole("link", { name: "Reset your password" })).toBeVisible();
  await mailbox.goto(linkIn(mail, "/undo/"));
  await expectTitle(mailbox, "Two-step verification stays on");

  await act(operator, userId, "Remove all second factors");
  await page.goto("/account");
  await expect(page.getByText(WORDS)).toBeVisible();
  await expectFitForEverybody(page);
  await page.getByRole("button", { name: "Keep two-step verification" }).click();
  await expect(page.getByText("Two-step verification stays on")).toBeVisible();
  await expect(page.getByText(WORDS)).toHaveCount(0);
  await waitForMail(ann.address, { subject: SUBJECT, count: 4 });
});
