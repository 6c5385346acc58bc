import { expect, test } from "../support/fixtures";
import { expectFitForEverybody } from "../support/looks";
import { expectSignedIn, expectWaiting, fillInRegistration } from "../support/steps";

test("a person whose email came back reads so, corrects the address and comes in", async ({
  page,
  inbox,
  person,
}) => {
  const ann = person("ann");
  const [label] = ann.address.split("@");
  const wrong = { ...ann, address: `bounce+${label}@simulator.amazonses.com` };
  await fillInRegistration(page, wrong);
  await expect(page.getByText("Email bounced", { exact: true })).toBeVisible();
  await expect(
    page.getByText(/this mailbox doesn’t exist\. Check the address below/),
  ).toBeVisible();
  expect(await inbox.mailsTo(wrong.address)).toEqual([]);
  await expectFitForEverybody(page);

  // The form for another address comes first, and the password is not asked for again.
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    `We couldn’t reach ${wrong.address}`,
  );
  await expect(page.getByLabel("Confirmation code")).toBeHidden();
  await expect(page.getByRole("button", { name: "Resend email" })).toBeVisible();
  await page.getByLabel("Email", { exact: true }).fill(ann.address);
  await page.getByRole("button", { name: "Update and resend" }).click();
  await expectWaiting(page, ann);
  await expect(page.getByText("Delivered", { exact: true })).toBeVisible();
  await page.goto(inbox.linkIn(await inbox.waitForMail(ann.address), "/confirm/"));
  await expectSignedIn(page, ann);
});
