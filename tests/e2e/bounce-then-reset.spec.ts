import type { Client } from "pg";
import { expect, test } from "../support/fixtures";
import { expectFitForEverybody } from "../support/looks";
import {
  askForPasswordMail,
  chooseNewPassword,
  expectTitle,
  fillInForgotPassword,
  resetCodeIn,
  SUBJECTS,
  typeResetCode,
} from "../support/recovery-steps";
import { setFault } from "../support/set-fault";
import { signInWithoutPages, signUp } from "../support/without-pages";

const subject = SUBJECTS.reset;

/** Lets a day pass since an email was last tried at an address that bounces. */
async function letADayPass(database: Client, address: string): Promise<void> {
  await database.query(
    `UPDATE suppression SET probed_at = probed_at - interval '1 day' WHERE address = $1`,
    [address],
  );
}

test("an owner whose emails bounced gets a new password the same day, once the mailbox is there again", async ({
  page,
  inbox,
  person,
  otherBrowser,
}) => {
  const ann = person("ann");
  const phone = await otherBrowser();
  await signUp(phone, ann);
  await setFault({ fault: "hard_bounce", to: ann.address, times: 1 });
  await fillInForgotPassword(page, ann.address);
  await expect(page.getByText("Email bounced", { exact: true })).toBeVisible();
  await expect(page.getByText(/this mailbox doesn’t exist\..*once a day/)).toBeVisible();
  await expectFitForEverybody(page);
  await phone.goto("/account");
  await expect(
    phone.getByText(/^Emails to .+ have bounced since .+ because this mailbox doesn’t exist\.$/),
  ).toBeVisible();
  await expectFitForEverybody(phone);

  await askForPasswordMail(page, ann.address);
  const code = resetCodeIn(await inbox.waitForMail(ann.address, { subject }));
  await typeResetCode(page, code);
  await expectTitle(page, "Choose a new password");
  const renewed = { ...ann, password: person().password };
  await chooseNewPassword(page, renewed);
  await signInWithoutPages(page, renewed);
  // What arrived has ended it.
  await page.goto("/account");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Account");
  await expect(page.getByText(/have bounced/)).toBeHidden();
});

test("an owner whose day's try bounced as well reads so, and gets through the next day", async ({
  page,
  inbox,
  person,
  database,
}) => {
  const ann = person("ann");
  await signUp(page, ann);
  await setFault({ fault: "hard_bounce", to: ann.address, times: 2 });
  for (let each = 1; each <= 2; each += 1) {
    await fillInForgotPassword(page, ann.address);
    await expect(page.getByText("Email bounced", { exact: true })).toBeVisible();
  }
  await fillInForgotPassword(page, ann.address);
  await expect(page.getByText("Not sent", { exact: true })).toBeVisible();
  await expect(
    page.getByText(/earlier email to this address bounced, so we didn’t send this one/),
  ).toBeVisible();
  expect((await inbox.mailsTo(ann.address)).filter((mail) => mail.subject === subject)).toEqual([]);

  await letADayPass(database, ann.address);
  await askForPasswordMail(page, ann.address);
  const mail = await inbox.waitForMail(ann.address, { subject });
  await page.goto(inbox.linkIn(mail, "/reset-password/"));
  await chooseNewPassword(page, { ...ann, password: person().password });
});
