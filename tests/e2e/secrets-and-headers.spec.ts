import type { Page } from "@playwright/test";
import { expect, test } from "../support/fixtures";
import {
  expectSignedIn,
  fillInRegistration,
  fillInSignIn,
  register,
  signOut,
  typeCode,
} from "../support/steps";

/**
 * Collects what a page shows, with the data its scripts were given, and every answer of
 * the server that could be read before the page moved on.
 */
function overhear(page: Page) {
  const heard: Promise<string>[] = [];
  page.on("response", (response) => {
    const isStream = response.headers()["content-type"]?.includes("event-stream");
    const isRedirect = response.status() >= 300 && response.status() < 400;
    const isForAll = ["script", "stylesheet", "font"].includes(response.request().resourceType());
    heard.push(Promise.resolve(`${response.url()} ${response.headers()["location"] ?? ""}`));
    if (!isStream && !isRedirect && !isForAll) heard.push(response.text().catch(() => ""));
  });
  return {
    /** The whole page as it is now, which has to say this. */
    look: async (saying: string | RegExp) => {
      await expect(page.getByRole("main").getByText(saying).first()).toBeVisible();
      // Read before anything else happens: the next step may leave the page.
      heard.push(Promise.resolve(await page.content()));
    },
    everything: async () => (await Promise.all(heard)).join("\n"),
  };
}

test("no page, form or address ever shows a token, a code or a password", async ({
  page,
  inbox,
  person,
  otherBrowser,
}) => {
  const ann = person("ann");
  const guessable = `${ann.address} 1`;
  const [heard, phone] = [overhear(page), await otherBrowser()];
  const heardOnPhone = overhear(phone);
  await fillInRegistration(page, { ...ann, password: guessable });
  await heard.look(/too easy to guess|common password/);
  await register(page, ann);
  await heard.look("Delivered");
  const mail = await inbox.waitForMail(ann.address);
  const code = inbox.codeIn(mail);
  await typeCode(page, code === "000000" ? "000001" : "000000");
  await heard.look(/That code isn’t right/);
  await page.reload();
  await heard.look("Check your email");

  await phone.goto(inbox.linkIn(mail, "/not-me/"));
  await expect(phone).toHaveURL("/not-me");
  await heardOnPhone.look("Wasn’t this you?");
  await phone.goto(inbox.linkIn(mail, "/confirm/"));
  await expect(phone).toHaveURL("/confirm");
  await heardOnPhone.look(/was used to sign up/);
  await phone.getByLabel("Password", { exact: true }).fill(`${ann.password} not`);
  await phone.getByRole("button", { name: "Confirm email" }).click();
  await heardOnPhone.look(/That’s not the password/);

  await page.goto(inbox.linkIn(mail, "/confirm/"));
  await heard.look("Welcome to Latchkey");
  await signOut(page);
  await fillInSignIn(page, { ...ann, password: `${ann.password} not` });
  await heard.look(/Wrong email or password/);
  await fillInSignIn(page, ann);
  await heard.look("Account");

  // The link itself is what the email holds and the browser asked for.
  const links = ["/confirm/", "/not-me/"].map((path) => inbox.linkIn(mail, path));
  const everything = [await heard.everything(), await heardOnPhone.everything()].join("\n");
  const said = links.reduce((text, link) => text.replaceAll(`${link} `, ""), everything);
  for (const link of links) expect(said).not.toContain(link.split("/").at(-1));
  expect(said).not.toMatch(new RegExp(`\\b${code}\\b`));
  expect(said).not.toContain(ann.password);
  expect(said).not.toContain(guessable);
});

test("pages run only their own scripts, sit in no frame and are not guessed at", async ({
  request,
  page,
  person,
}) => {
  for (const path of [
    "/",
    "/register",
    "/sign-in",
    "/check-your-email",
    "/confirm",
    "/not-me",
    "/no-such-page",
  ]) {
    const headers = (await request.get(path)).headers();
    const policy = headers["content-security-policy"] ?? "";
    const scripts = /script-src ([^;]+)/.exec(policy)?.[1] ?? "";
    expect(scripts, path).toMatch(/^'nonce-[^']+' 'strict-dynamic'$/);
    expect(policy).not.toContain("unsafe-");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("form-action 'self'");
    expect(policy).toContain("base-uri 'none'");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["x-frame-options"]).toBe("DENY");
    expect(headers["x-powered-by"]).toBeUndefined();
  }
  const nonces = new Set<string>();
  page.on("response", (response) => {
    const nonce = /'nonce-([^']+)'/.exec(response.headers()["content-security-policy"] ?? "")?.[1];
    if (nonce) nonces.add(nonce);
  });
  await page.goto("/register");
  await page.goto("/sign-in");
  expect(nonces.size).toBe(2);
  await register(page, person("ann"));
});

test("every cookie is out of the reach of scripts and of other sites' forms", async ({
  page,
  inbox,
  person,
  otherBrowser,
}) => {
  const ann = person("ann");
  await register(page, ann);
  const mail = await inbox.waitForMail(ann.address);
  const phone = await otherBrowser();
  await phone.goto(inbox.linkIn(mail, "/not-me/"));
  await phone.goto(inbox.linkIn(mail, "/confirm/"));
  await page.goto(inbox.linkIn(mail, "/confirm/"));
  await expectSignedIn(page, ann);

  const cookies = [...(await page.context().cookies()), ...(await phone.context().cookies())];
  const names = cookies.map((cookie) => cookie.name);
  expect(names).toEqual(
    expect.arrayContaining([
      "latchkey.browser",
      "latchkey.session",
      "latchkey.link-confirm",
      "latchkey.link-not-me",
    ]),
  );
  for (const { name, httpOnly, sameSite, path } of cookies) {
    expect({ name, httpOnly, sameSite, path }).toEqual({
      name,
      httpOnly: true,
      sameSite: "Lax",
      path: "/",
    });
  }
  expect(await page.evaluate(() => document.cookie)).toBe("");
});

test("links and redirects name the configured address, whatever Host a request claims", async ({
  request,
  page,
  inbox,
  person,
}) => {
  const ann = person("ann");
  await register(page, ann);
  const link = inbox.linkIn(await inbox.waitForMail(ann.address), "/confirm/");
  expect(new URL(link).origin).toBe(process.env.APP_URL);
  const headers = {
    Host: "evil.example",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "https",
  };
  const response = await request.get(link, { headers, maxRedirects: 0 });
  expect(response.headers()["location"]).toBe(`${process.env.APP_URL}/confirm`);
});
