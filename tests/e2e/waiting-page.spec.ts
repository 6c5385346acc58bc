import type { Route } from "@playwright/test";
import { letCooldownPass } from "../support/account-rows";
import { expect, test } from "../support/fixtures";
import { expectSignedIn, register, typeCode } from "../support/steps";

test("a browser that registered nothing is asked to register again", async ({ page, request }) => {
  await page.goto("/check-your-email");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nothing to confirm here");
  await page.getByRole("main").getByRole("link", { name: "Create account" }).click();
  await expect(page).toHaveURL("/register");
  expect((await request.get("/check-your-email/state")).status()).toBe(404);
});

test("“Resend email” counts down before everybody's eyes, and the server refuses who does not wait", async ({
  page,
  inbox,
  person,
  otherBrowser,
}) => {
  const ann = person("ann");
  await register(page, ann);
  await inbox.waitForMail(ann.address);
  const countdown = page.getByText(/You can resend in [01]:\d\d/);
  const shown = await countdown.innerText();
  await expect(countdown).not.toHaveText(shown);
  const resend = page.getByRole("button", { name: "Resend email" });
  await expect(resend).toBeDisabled();
  // A press that comes too early is answered, also to who does not see the countdown.
  const answer = page.locator("[aria-live]").getByText(/You can resend in [01]:\d\d/);
  await expect(answer).toHaveCount(0);
  await resend.click({ force: true });
  await expect(answer).toHaveCount(1);

  const impatient = await otherBrowser({ javaScriptEnabled: false });
  await impatient.context().addCookies(await page.context().cookies());
  await impatient.goto("/check-your-email");
  await impatient.getByRole("button", { name: "Resend email" }).click({ force: true });
  await expect(impatient.getByText(/You can resend in (\d+ seconds|1 minute)\./)).toBeVisible();
  expect(await inbox.mailsTo(ann.address)).toHaveLength(1);
});

test("two registrations in two tabs of a browser are told and confirmed apart", async ({
  page,
  inbox,
  person,
}) => {
  const [ann, bea] = [person("ann"), person("bea")];
  await register(page, ann);
  const other = await page.context().newPage();
  await register(other, bea);
  const code = inbox.codeIn(await inbox.waitForMail(ann.address));
  await typeCode(page, code);
  await expectSignedIn(page, ann);
  await expect(other.getByRole("main").getByText(bea.address)).toBeVisible();
});

test("times are the reader's own", async ({ person, otherBrowser }) => {
  const page = await otherBrowser({ timezoneId: "Asia/Kolkata" });
  await register(page, person("ann"));
  const time = page.locator("time").first();
  await expect(time).toHaveText(/^\d\d:\d\d GMT\+5:30$/);
  // Read in one go: when the email is sent, the page puts a later time here.
  const [text, at] = await time.evaluate((element: HTMLTimeElement) => [
    element.textContent,
    element.dateTime,
  ]);
  const clock = { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Kolkata" } as const;
  const local = new Intl.DateTimeFormat("en-GB", clock).format(new Date(at ?? ""));
  expect(text).toContain(local);
});

test("an email that was asked for again starts a longer countdown", async ({
  page,
  inbox,
  person,
  database,
}) => {
  const ann = person("ann");
  await register(page, ann);
  await inbox.waitForMail(ann.address);
  await letCooldownPass(database, ann.address);
  await page.reload();
  await expect(page.getByText("You can resend in")).toHaveCount(0);
  await page.getByRole("button", { name: "Resend email" }).click();
  // Said, and where a screen reader is: the form has led to this page once more.
  await expect(page.getByText("We’re sending another email.")).toBeVisible();
  await expect(page.locator(":focus")).toContainText("We’re sending another email");
  await expect(page).toHaveURL("/check-your-email");
  await inbox.waitForMail(ann.address, { count: 2 });
  await expect(page.getByText(/You can resend in (2:00|1:\d\d)/)).toBeVisible();
});

test("a second waiting tab follows when the first one confirms by the code", async ({
  page,
  context,
  inbox,
  person,
}) => {
  const ann = person("ann");
  await register(page, ann);
  const second = await context.newPage();
  await second.goto("/check-your-email");
  await typeCode(page, inbox.codeIn(await inbox.waitForMail(ann.address)));
  await expectSignedIn(page, ann);
  await expectSignedIn(second, ann);
});

test("of two waiting tabs of one browser each leads in when the address is confirmed elsewhere", async ({
  page,
  context,
  inbox,
  person,
  otherBrowser,
}) => {
  const ann = person("ann");
  await register(page, ann);
  const second = await context.newPage();
  await second.goto("/check-your-email");
  const phone = await otherBrowser();
  await phone.goto(inbox.linkIn(await inbox.waitForMail(ann.address), "/confirm/"));
  await phone.getByLabel("Password", { exact: true }).fill(ann.password);
  await phone.getByRole("button", { name: "Confirm email" }).click();
  await expectSignedIn(phone, ann);
  // The browser is let in once: the tab that asks second may be told so before the first has come
  // in.
  const confirmed = /^(Account|Your email is confirmed)$/;
  for (const tab of [page, second]) {
    await expect(tab.getByRole("heading", { level: 1 })).toHaveText(confirmed);
  }
  for (const tab of [page, second]) {
    await tab.goto("/account");
    await expectSignedIn(tab, ann);
  }
});

test.describe("behind something that holds streams back", () => {
  test.use({ toleratedConsoleErrors: [/502/], isBrowserChanged: true });

  test("where server-sent events do not come through, the page finds out by asking", async ({
    page,
    context,
    inbox,
    person,
  }) => {
    const ann = person("ann");
    await context.route("**/check-your-email/state?*", async (route) => {
      const isStream = (await route.request().headerValue("accept")) === "text/event-stream";
      await (isStream ? route.fulfill({ status: 502 }) : route.continue());
    });
    await register(page, ann);
    await inbox.waitForMail(ann.address);
    await expect(page.getByText("Delivered", { exact: true })).toBeVisible({ timeout: 20_000 });
  });

  test("after a stream that came late and then broke, the page asks until one is back", async ({
    page,
    context,
    person,
  }) => {
    const streams: Route[] = [];
    let askings = 0;
    await context.route("**/check-your-email/state?*", async (route) => {
      if ((await route.request().headerValue("accept")) === "text/event-stream") {
        streams.push(route);
        return;
      }
      askings += 1;
      await route.continue();
    });
    const speaks = async (stream: Route | undefined) => {
      const headers = { ...stream?.request().headers(), accept: "application/json" };
      const state = await (await stream?.fetch({ headers }))?.text();
      // It ends after one message, and the browser connects anew at once.
      const body = `retry: 10\ndata: ${state}\n\n`;
      await stream?.fulfill({ contentType: "text/event-stream", body });
    };
    await page.clock.install();
    await register(page, person("ann"));
    await expect.poll(() => streams.length).toBe(1);
    await page.clock.fastForward(11_000);
    await expect.poll(() => askings).toBeGreaterThan(0);

    await speaks(streams[0]);
    await expect.poll(() => streams.length).toBe(2);
    await streams[1]?.fulfill({ status: 502 });
    const before = askings;
    await page.clock.fastForward(4_000);
    await expect.poll(() => askings).toBeGreaterThan(before);

    await page.clock.fastForward(60_000);
    await expect.poll(() => streams.length).toBeGreaterThan(2);
  });
});
