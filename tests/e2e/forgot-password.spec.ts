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
  wrongCode,
} from "../support/recovery-steps";
import { expectPasswordRefused, expectSignedOut } from "../support/steps";
import { registerWithoutPages, signInWithoutPages, signUp } from "../support/without-pages";

test("who forgot the password types the code of the email, chooses a new one and signs in with it", async ({
  page,
  inbox,
  person,
  otherBrowser,
}) => {
  const ann = person("ann");
  const phone = await otherBrowser();
  await signUp(phone, ann);
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Forgot password?" }).click();
  await expectTitle(page, "Forgot your password?");
  await expectFitForEverybody(page);
  await askForPasswordMail(page, ann.address);
  await expectFitForEverybody(page);
  const code = resetCodeIn(await inbox.waitForMail(ann.address, { subject: SUBJECTS.reset }));

  const field = page.getByLabel("Code from the email");
  await typeResetCode(page, "1234");
  await expect(field).toHaveAccessibleDescription(/The code is 8 digits/);
  await typeResetCode(page, wrongCode(code));
  await expect(field).toHaveAccessibleDescription(/That code isn’t right.+4 attempts left/);
  await expectFitForEverybody(page);
  await typeResetCode(page, `${code.slice(0, 4)} ${code.slice(4)}`);
  const renewed = { ...ann, password: person().password };
  await expectTitle(page, "Choose a new password");
  await page.getByLabel("New password").fill("short");
  await page.getByRole("button", { name: "Set new password" }).click();
  await expect(page.getByLabel("New password")).toHaveAccessibleDescription(
    /Use 10 characters or more/,
  );
  await expectFitForEverybody(page);
  await chooseNewPassword(page, renewed);

  await expectSignedOut(phone);
  await expectPasswordRefused(phone, ann);
  await signInWithoutPages(page, renewed);
  const notice = await inbox.waitForMail(ann.address, { subject: SUBJECTS.passwordChanged });
  expect(notice.text).toContain("other devices were signed out");
});

test("the link of the email works in any browser, once, and its token stays in no address", async ({
  page,
  inbox,
  person,
  otherBrowser,
}) => {
  const ann = person("ann");
  await signUp(page, ann);
  await askForPasswordMail(page, ann.address);
  const mail = await inbox.waitForMail(ann.address, { subject: SUBJECTS.reset });
  const link = inbox.linkIn(mail, "/reset-password/");
  const phone = await otherBrowser();
  const landed = await phone.goto(link);
  await expect(phone).toHaveURL("/reset-password");
  const token = new URL(link).pathname.split("/").at(-1) ?? "";
  expect(await phone.content()).not.toContain(token);
  const redirect = await landed?.request().redirectedFrom()?.response();
  for (const response of [redirect, landed]) {
    expect(response?.headers()["cache-control"]).toContain("no-store");
  }
  expect(redirect?.headers()["referrer-policy"]).toBe("no-referrer");

  const renewed = { ...ann, password: person().password };
  await chooseNewPassword(phone, renewed);
  await expectSignedOut(page);
  await signInWithoutPages(phone, renewed);
  await phone.goto(link);
  await expectTitle(phone, "This link has already been used");
  await expectFitForEverybody(phone);
});

test("looking at the link, as mail scanners do, uses nothing up", async ({
  page,
  request,
  inbox,
  person,
}) => {
  const ann = person("ann");
  await signUp(page, ann);
  await askForPasswordMail(page, ann.address);
  const mail = await inbox.waitForMail(ann.address, { subject: SUBJECTS.reset });
  const link = inbox.linkIn(mail, "/reset-password/");
  for (const options of [{ method: "HEAD" }, { headers: { "Sec-Purpose": "prefetch" } }]) {
    const response = await request.fetch(link, { maxRedirects: 0, ...options });
    expect(response.status()).toBe(204);
    expect(response.headers()["set-cookie"]).toBeUndefined();
  }
  for (let look = 0; look < 3; look += 1) expect((await request.get(link)).status()).toBe(200);
  await page.goto(link);
  await chooseNewPassword(page, { ...ann, password: person().password });
});

/** What differs from one request to the next: its id, and when its email was sent. */
const ID_OR_TIME =
  /[0-9a-f]{8}-[0-9a-f-]{27}|datetime="[^"]*"|\d{1,2}:\d{2}(?::\d{2})?(?: [AP]M)?/gi;

test("an address without an account is answered like one with an account, and its email says that there is none", async ({
  page,
  inbox,
  person,
}) => {
  const [ann, nobody] = [person("ann"), person("nob")];
  await signUp(page, ann);
  const answers: string[] = [];
  for (const { address } of [ann, nobody]) {
    await askForPasswordMail(page, address);
    // How far the email has come is another test's business: both have come as far here.
    await expect(async () => {
      await page.reload();
      await expect(page.getByText("Sent, if there’s an account")).toBeVisible({ timeout: 1_000 });
    }).toPass();
    // By then the scripts of both pages have run.
    const resend = page.getByRole("button", { name: "Resend email" });
    await expect(resend).toHaveAttribute("aria-disabled", "true");
    const answer = await page.getByRole("main").innerHTML();
    answers.push(answer.replaceAll(address, "…").replaceAll(ID_OR_TIME, "…"));
  }
  expect(answers[0]).toBe(answers[1]);
  const mail = await inbox.waitForMail(nobody.address);
  expect(mail.subject).toContain(SUBJECTS.noAccount);
  expect(mail.text).not.toContain("/reset-password/");

  await typeResetCode(page, "12345678");
  await expect(page.getByLabel("Code from the email")).toHaveAccessibleDescription(
    /That code isn’t right.+4 attempts left/,
  );
});

test("who never confirmed gets the confirmation once more, and comes in by it", async ({
  page,
  inbox,
  person,
}) => {
  const ann = person("ann");
  await registerWithoutPages(page, ann);
  await inbox.waitForMail(ann.address);
  await askForPasswordMail(page, ann.address);
  const mail = await inbox.waitForMail(ann.address, { count: 2 });
  await page.goto(inbox.linkIn(mail, "/confirm/"));
  await expect(page).toHaveURL(/\/account(\?welcome)?$/);
});

test("a reset voids the links of every other email that asked for one", async ({
  page,
  inbox,
  person,
}) => {
  const ann = person("ann");
  await signUp(page, ann);
  for (let wish = 0; wish < 2; wish += 1) await askForPasswordMail(page, ann.address);
  const second = await inbox.waitForMail(ann.address, { subject: SUBJECTS.reset, count: 2 });
  const mails = await inbox.mailsTo(ann.address);
  const first = mails.find(({ subject }) => subject.includes(SUBJECTS.reset)) ?? second;
  expect(first).not.toBe(second);
  await page.goto(inbox.linkIn(second, "/reset-password/"));
  await chooseNewPassword(page, { ...ann, password: person().password });
  await page.goto(inbox.linkIn(first, "/reset-password/"));
  await expectTitle(page, "This link no longer works");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a person asks after a slip, mistypes the code, and chooses a password after another slip", async ({
    page,
    inbox,
    person,
  }) => {
    const ann = person("ann");
    await signUp(page, ann);
    await fillInForgotPassword(page, "no address");
    await expect(page.getByLabel("Email", { exact: true })).toHaveAccessibleDescription(
      /Enter an email address in the format/,
    );
    await askForPasswordMail(page, ann.address);
    const code = resetCodeIn(await inbox.waitForMail(ann.address, { subject: SUBJECTS.reset }));
    await typeResetCode(page, wrongCode(code));
    await expect(page.getByLabel("Code from the email")).toHaveAccessibleDescription(
      /4 attempts left/,
    );
    await typeResetCode(page, code);
    await page.getByLabel("New password").fill("short");
    await page.getByRole("button", { name: "Set new password" }).click();
    await expect(page.getByLabel("New password")).toHaveAccessibleDescription(
      /Use 10 characters or more/,
    );
    await expect(page.getByLabel("New password")).toHaveValue("");
    const renewed = { ...ann, password: person().password };
    await chooseNewPassword(page, renewed);
    await signInWithoutPages(page, renewed);
  });
});
