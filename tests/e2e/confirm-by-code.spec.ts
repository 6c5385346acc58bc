import { letCooldownPass, rowsOf } from "../support/account-rows";
import { expect, test } from "../support/fixtures";
import { expectSignedIn, register, typeCode } from "../support/steps";
import { signInWithoutPages } from "../support/without-pages";

/** Six digits that are not the code. */
function wrong(code: string): string {
  return String((Number(code) + 1) % 1_000_000).padStart(6, "0");
}

test("the code of the email, typed as it is printed, confirms and signs in", async ({
  page,
  inbox,
  person,
  otherBrowser,
}) => {
  const ann = person("ann");
  await register(page, ann);
  const code = inbox.codeIn(await inbox.waitForMail(ann.address));
  await typeCode(page, `${code.slice(0, 3)} ${code.slice(3)}`);
  await expect(page).toHaveURL(/\/account(\?welcome)?$/);
  await expectSignedIn(page, ann);
  await signInWithoutPages(await otherBrowser(), ann);
});

test("five wrong codes kill the code, and a new email brings another one", async ({
  page,
  inbox,
  person,
  database,
}) => {
  const ann = person("ann");
  await register(page, ann);
  const field = page.getByLabel("Confirmation code");
  const first = inbox.codeIn(await inbox.waitForMail(ann.address));
  for (const left of ["4 attempts", "3 attempts", "2 attempts", "1 attempt"]) {
    await typeCode(page, wrong(first));
    await expect(field).toHaveAccessibleDescription(
      new RegExp(`That code isn’t right.*${left} left`),
    );
    // It stays to be mended, and only the same code needs the button to be sent again.
    await expect(field).toHaveValue(wrong(first));
    await expect(page).toHaveTitle("Error: Check your email · Latchkey");
  }
  await typeCode(page, wrong(first));
  await expect(field).toHaveAccessibleDescription(/no attempts left/);
  await typeCode(page, first);
  await expect(field).toHaveAccessibleDescription(/This code no longer works/);
  expect((await rowsOf(database, ann.address)).user?.confirmed_at).toBeNull();

  await letCooldownPass(database, ann.address);
  await page.reload();
  await page.getByRole("button", { name: "Resend email" }).click();
  const second = inbox.codeIn(await inbox.waitForMail(ann.address, { count: 2 }));
  expect(second).not.toBe(first);
  await expect(page.getByText("Delivered", { exact: true })).toBeVisible();
  await typeCode(page, first);
  await expect(field).toHaveAccessibleDescription(/4 attempts left/);
  await typeCode(page, second);
  await expectSignedIn(page, ann);
});

test("an email that is sent again carries the same link and code while they live", async ({
  page,
  inbox,
  person,
  database,
}) => {
  const ann = person("ann");
  await register(page, ann);
  const first = await inbox.waitForMail(ann.address);
  await letCooldownPass(database, ann.address);
  await page.reload();
  await page.getByRole("button", { name: "Resend email" }).click();
  const second = await inbox.waitForMail(ann.address, { count: 2 });
  expect(inbox.codeIn(second)).toBe(inbox.codeIn(first));
  expect(inbox.linkIn(second, "/confirm/")).toBe(inbox.linkIn(first, "/confirm/"));
});

test("what is not six digits is no try at the code", async ({ page, inbox, person, database }) => {
  const ann = person("ann");
  await register(page, ann);
  await inbox.waitForMail(ann.address);
  await typeCode(page, "12345");
  await expect(page.getByLabel("Confirmation code")).toHaveAccessibleDescription(
    /The code is 6 digits/,
  );
  const { verifications } = await rowsOf(database, ann.address);
  expect(verifications.map((verification) => verification.code_attempts)).toEqual([0]);
});
