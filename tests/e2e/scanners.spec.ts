import type { APIRequestContext } from "@playwright/test";
import { rowsOf } from "../support/account-rows";
import { expect, test } from "../support/fixtures";
import { expectSignedIn, expectStillWaiting, register } from "../support/steps";

/** How machines look at links without meaning to open them. */
const LOOKS: { method: string; headers: Record<string, string> }[] = [
  { method: "HEAD", headers: {} },
  { method: "GET", headers: { "Sec-Purpose": "prefetch" } },
  { method: "GET", headers: { "Sec-Purpose": "prefetch;prerender" } },
  { method: "GET", headers: { Purpose: "prefetch" } },
  { method: "GET", headers: { "X-Moz": "prefetch" } },
];

async function look(request: APIRequestContext, link: string): Promise<void> {
  for (const { method, headers } of LOOKS) {
    const response = await request.fetch(link, { method, headers, maxRedirects: 0 });
    expect(response.status(), JSON.stringify({ method, headers })).toBe(204);
    expect(response.headers()["set-cookie"]).toBeUndefined();
  }
}

test("asking for a link without opening it changes nothing, even in the browser that registered", async ({
  page,
  request,
  inbox,
  person,
  database,
}) => {
  const ann = person("ann");
  await register(page, ann);
  const link = inbox.linkIn(await inbox.waitForMail(ann.address), "/confirm/");
  // Until then, the record of the email itself still changes the rows.
  await expect(page.getByText("Delivered", { exact: true })).toBeVisible();
  const before = await rowsOf(database, ann.address);
  await look(request, link);
  await look(page.request, link);
  expect(await rowsOf(database, ann.address)).toEqual(before);
  await expectStillWaiting(page, ann);

  await page.goto(link);
  await expectSignedIn(page, ann);
});

test("a scanner that follows every link of the email changes nothing", async ({
  page,
  request,
  inbox,
  person,
  database,
}) => {
  const ann = person("ann");
  await register(page, ann);
  const mail = await inbox.waitForMail(ann.address);
  // Until then, the record of the email itself still changes the rows.
  await expect(page.getByText("Delivered", { exact: true })).toBeVisible();
  const before = await rowsOf(database, ann.address);
  const links = new Set(
    [...mail.html.matchAll(/ href="(http[^"]+)"/g)].map((match) => match[1] ?? ""),
  );
  expect([...links].filter((link) => /\/(confirm|not-me)\//.test(link))).toHaveLength(2);
  for (const link of links) expect((await request.get(link)).status(), link).toBe(200);
  expect(await rowsOf(database, ann.address)).toEqual(before);
});

test("a scanner that is a whole browser and runs the pages' scripts changes nothing", async ({
  page,
  inbox,
  person,
  database,
  otherBrowser,
}) => {
  const ann = person("ann");
  await register(page, ann);
  const mail = await inbox.waitForMail(ann.address);
  // Until then, the record of the email itself still changes the rows.
  await expect(page.getByText("Delivered", { exact: true })).toBeVisible();
  const before = await rowsOf(database, ann.address);
  const scanner = await otherBrowser();
  const posts: string[] = [];
  scanner.on("request", (request) => request.method() === "POST" && posts.push(request.url()));
  for (const path of ["/confirm/", "/not-me/"]) {
    await scanner.goto(inbox.linkIn(mail, path), { waitUntil: "networkidle" });
    await scanner.reload({ waitUntil: "networkidle" });
  }
  expect(posts).toEqual([]);
  expect(await rowsOf(database, ann.address)).toEqual(before);
  await expectStillWaiting(page, ann);

  await page.goto(inbox.linkIn(mail, "/confirm/"));
  await expectSignedIn(page, ann);
});
