import { letCooldownPass, letLinksExpire } from "../support/account-rows";
import { expect, test } from "../support/fixtures";
import { expectFitForEverybody } from "../support/looks";
import {
  askForPasswordMail,
  chooseNewPassword,
  expectTitle,
  expectWaitingForCode,
  fillInForgotPassword,
  resetCodeIn,
  SUBJECTS,
  typeResetCode,
  wrongCode,
} from "../support/recovery-steps";
import { signUp } from "../support/without-pages";

test("after five wrong codes the right one is dead too, and another email brings another", async ({
  page,
  inbox,
  person,
  database,
}) => {
  const ann = person("ann");
  await signUp(page, ann);
  await askForPasswordMail(page, ann.address);
  const code = resetCodeIn(await inbox.waitForMail(ann.address, { subject: SUBJECTS.reset }));
  const field = page.getByLabel("Code from the email");
  for (const left of [4, 3, 2, 1]) {
    await typeResetCode(page, wrongCode(code));
    await expect(field).toHaveAccessibleDescription(new RegExp(`${left} attempts? left`));
  }
  await typeResetCode(page, wrongCode(code));
  await expect(field).toHaveAccessibleDescription(/it no longer works/);
  await typeResetCode(page, code);
  await expect(field).toHaveAccessibleDescription(/This code no longer works/);

  const resend = page.getByRole("button", { name: "Resend email" });
  await expect(resend).toHaveAttribute("aria-disabled", "true");
  await expect(page.getByText(/You can resend in 0:\d\d/).first()).toBeVisible();
  await letCooldownPass(database, ann.address);
  await page.reload();
  await resend.click();
  await expect(page.locator(":focus")).toContainText("We’re sending another email.");
  const second = await inbox.waitForMail(ann.address, { subject: SUBJECTS.reset, count: 2 });
  expect(resetCodeIn(second)).not.toBe(code);
  await typeResetCode(page, resetCodeIn(second));
  await chooseNewPassword(page, { ...ann, password: person().password });
});

test("a code is worth nothing in a browser that did not ask for it, and works once in the one that did", async ({
  page,
  inbox,
  person,
  otherBrowser,
}) => {
  const [ann, nobody] = [person("ann"), person("nob")];
  await signUp(page, ann);
  await askForPasswordMail(page, ann.address);
  const code = resetCodeIn(await inbox.waitForMail(ann.address, { subject: SUBJECTS.reset }));
  const stranger = await otherBrowser();
  await stranger.goto("/reset-password");
  await expectTitle(stranger, "Request a reset link first");
  await expectFitForEverybody(stranger);
  await askForPasswordMail(stranger, nobody.address);
  await typeResetCode(stranger, code);
  await expect(stranger.getByLabel("Code from the email")).toHaveAccessibleDescription(
    /That code isn’t right/,
  );

  await typeResetCode(page, code);
  await expectTitle(page, "Choose a new password");
  await page.goto("/reset-password?sent");
  await typeResetCode(page, code);
  await expect(page.getByLabel("Code from the email")).toHaveAccessibleDescription(
    /This code no longer works/,
  );
});

test("an expired link leads to another email, whose code a dead link does not hide", async ({
  page,
  inbox,
  person,
  database,
}) => {
  const ann = person("ann");
  await signUp(page, ann);
  await askForPasswordMail(page, ann.address);
  const first = await inbox.waitForMail(ann.address, { subject: SUBJECTS.reset });
  await letLinksExpire(database, ann.address);
  await page.goto(inbox.linkIn(first, "/reset-password/"));
  await expectTitle(page, "This link has expired");
  await page.getByRole("button", { name: "Email me a new link" }).click();
  await expectWaitingForCode(page, ann.address);
  const second = await inbox.waitForMail(ann.address, { subject: SUBJECTS.reset, count: 2 });

  await page.goto(inbox.linkIn(first, "/reset-password/"));
  await expectTitle(page, "This link has expired");
  await expectFitForEverybody(page);
  await page.getByRole("link", { name: "Enter the code" }).click();
  await expectWaitingForCode(page, ann.address);
  await typeResetCode(page, resetCodeIn(second));
  await chooseNewPassword(page, { ...ann, password: person().password });
});

test("a program that fills in every field asks for no email", async ({ page, inbox, person }) => {
  const { address } = person("nob");
  await page.goto("/forgot-password");
  const trap = page.locator("input[name=website]");
  await trap.evaluate((input: HTMLInputElement) => (input.value = "https://spam.example"));
  await page.getByLabel("Email", { exact: true }).fill(address);
  await page.getByRole("button", { name: "Send reset link" }).click();
  await expect(page.getByText("Something about that looked automated")).toBeVisible();
  await askForPasswordMail(page, address);
  await inbox.waitForMail(address);
  expect(await inbox.mailsTo(address)).toHaveLength(1);
});

test.describe("somebody who goes on and on", () => {
  test.use({ toleratedConsoleErrors: [/429/] });

  test("asks for five emails an hour and then reads why not more, account or not", async ({
    page,
    person,
  }) => {
    const { address } = person("nob");
    for (let wish = 0; wish < 5; wish += 1) await askForPasswordMail(page, address);
    const answer = page.waitForResponse((response) => response.request().method() === "POST");
    await fillInForgotPassword(page, address);
    await expect(page.getByText(/We’ve already sent several emails to this address/)).toBeVisible();
    expect((await answer).status()).toBe(429);
    expect(Number((await answer).headers()["retry-after"])).toBeGreaterThan(0);
  });
});
