import { readFile } from "node:fs/promises";
import { expect, test } from "../support/fixtures";
import { letSessionsGoStale } from "../support/let-sessions-go-stale";
import { expectFitForEverybody } from "../support/looks";
import { signUp } from "../support/without-pages";

const DOWNLOAD = "/account/data/download";

test("a person downloads everything that is held about them, and nothing that opens a door", async ({
  page,
  person,
  database,
  otherBrowser,
}) => {
  const [ann, ben] = [person("ann"), person("ben")];
  await signUp(page, ann);
  await signUp(await otherBrowser(), ben);
  const status = "SELECT status FROM delivery WHERE address = $1";
  await expect
    .poll(async () => (await database.query(status, [ann.address])).rows)
    .toEqual([{ status: "delivered" }]);
  await page.goto("/account");
  await page.getByRole("navigation").getByRole("link", { name: "Your data" }).click();
  await expectFitForEverybody(page);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download my data" }).click();
  expect((await download).suggestedFilename()).toBe("latchkey-data.json");
  const text = await readFile(await (await download).path(), "utf8");

  expect(JSON.parse(text)).toMatchObject({
    user: { address: ann.address },
    registrations: [{ address: ann.address }],
    sessions: [{ endedAt: null }],
    deliveries: [{ address: ann.address, template: "confirm_email", status: "delivered" }],
    activity: [
      { name: "registered" },
      { name: "confirmed" },
      { name: "signed_in" },
      { name: "data_downloaded" },
    ],
  });
  expect(text.split("\n").length).toBeGreaterThan(40);
  expect(text).not.toContain(ben.address);
  const { rows } = await database.query<Record<string, string>>(
    `SELECT r.password_hash, r.browser_key_hash FROM registration r WHERE r.address = $1`,
    [ann.address],
  );
  const secrets = Object.values(rows[0]!);
  expect(secrets).toHaveLength(2);
  for (const secret of secrets) expect(text).not.toContain(secret);
});

test("two hours after the password was entered it is asked for again before the data are given out", async ({
  page,
  person,
  database,
}) => {
  const ann = person("ann");
  await signUp(page, ann);
  await page.goto("/account/data");
  await letSessionsGoStale(database, ann.address);
  await page.getByRole("link", { name: "Download my data" }).click();
  await expect(page).toHaveURL("/account/confirm-identity?next=/account/data%3Fconfirmed");
  await page.getByLabel("Password", { exact: true }).fill(ann.password);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("Your data is ready")).toBeVisible();
  await expect(page).toHaveURL("/account/data");
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download my data" }).click();
  expect((await download).suggestedFilename()).toBe("latchkey-data.json");
});

test("a visitor, a link on another site and a program that looks ahead get no file, and nothing is counted", async ({
  page,
  person,
  otherBrowser,
}) => {
  await signUp(page, person("ann"));
  const visitor = await otherBrowser();
  const refused = await visitor.request.get(DOWNLOAD, { maxRedirects: 0 });
  expect([refused.status(), refused.headers()["location"]]).toEqual([
    303,
    `${process.env.APP_URL}/account/data`,
  ]);
  const [own, elsewhere] = [page.request, { "Sec-Fetch-Site": "cross-site" }];
  const led = await own.get(DOWNLOAD, { maxRedirects: 0, headers: elsewhere });
  expect([led.status(), led.headers()["location"]]).toEqual([
    303,
    `${process.env.APP_URL}/account/data`,
  ]);
  expect((await own.head(DOWNLOAD)).status()).toBe(204);
  expect((await own.get(DOWNLOAD, { headers: { "Sec-Purpose": "prefetch" } })).status()).toBe(204);
  await page.goto("/account/activity");
  await expect(page.getByText("Signed in", { exact: true })).toBeVisible();
  await expect(page.getByText("Data downloaded")).toHaveCount(0);
});

test("who downloads again and again is told when to come back", async ({ page, person }) => {
  await signUp(page, person("ann"));
  for (let download = 1; download <= 10; download += 1) {
    const response = await page.request.get(DOWNLOAD);
    expect(response.status()).toBe(200);
    expect(response.headers()).toMatchObject({
      "cache-control": "no-store",
      "content-disposition": 'attachment; filename="latchkey-data.json"',
      "content-type": "application/json; charset=utf-8",
    });
  }
  await page.goto("/account/data");
  await page.getByRole("link", { name: "Download my data" }).click();
  await expect(page).toHaveURL("/account/data?limited");
  await expect(page.getByRole("alert").filter({ hasText: "downloaded" })).toHaveText(
    /downloaded your data several times.*Try again in \d+ minutes|in 1 hour/,
  );
});
