import type { Page } from "playwright";
import { choiceCookie } from "@/lib/choice-cookies";
import { codeIn, linkIn, waitForMail } from "../support/inbox";

/** Takes pictures of what a page shows now, under a name. */
type Shoot = (name: string, page: Page) => Promise<void>;

export type Tour = {
  /** A page in a browser that was never here. */
  open: () => Promise<Page>;
  shoot: Shoot;
};

const PASSWORD = "nine moons over Jura";

export const anAddress = (name: string) => `${name}-${crypto.randomUUID().slice(0, 8)}@example.com`;

/** Sends the form of a page with its first button for sending, and waits for the answer. */
async function send(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(fields)) await page.fill(`[name="${name}"]`, value);
  const answered = page.waitForResponse((response) => response.request().method() === "POST");
  await page.click("main form:not([aria-label]) button[type=submit]");
  await answered;
  // The answer is on the page when its button can be pressed again, or has gone.
  await page.waitForFunction(
    () => !document.querySelector("main button[aria-disabled=true]:not([data-paused])"),
  );
  await page.waitForLoadState("networkidle");
}

/** Until the page says that the email has been accepted. */
const untilDelivered = (page: Page) => page.locator("main [aria-live] .text-success").waitFor();

/** Types a code, which is sent with its last digit. */
async function typeCode(page: Page, code: string): Promise<void> {
  const answered = page.waitForResponse((response) => response.request().method() === "POST");
  await page.fill("[name=code]", code);
  await answered;
  await page.waitForLoadState("networkidle");
}

export async function register(page: Page, address: string): Promise<void> {
  await page.goto("/register");
  await send(page, { email: address, password: PASSWORD });
}

/** Confirms the address of a page that waits, by the link in its email. */
export async function signInWithLink(page: Page, address: string): Promise<void> {
  await page.goto(linkIn(await waitForMail(address), "/confirm/"));
  await page.waitForLoadState("networkidle");
}

export async function signInWithPassword(page: Page, address: string): Promise<void> {
  await page.goto("/sign-in");
  await send(page, { email: address, password: PASSWORD });
}

/** The way in: home, register, the waiting page by state, the link in this browser and another. */
export async function visitTheWayIn({ open, shoot }: Tour): Promise<void> {
  const page = await open();
  for (const [name, path] of [
    ["home", "/"],
    ["register", "/register"],
    ["not-found", "/nowhere"],
    ["link-incomplete", "/confirm/nothing"],
    ["waiting-none", "/check-your-email"],
    ["refused", "/refused?why=formTooLong"],
  ] as const) {
    await page.goto(path);
    await shoot(name, page);
  }
  await page.goto("/register", { waitUntil: "networkidle" });
  await page.fill("[name=email]", "ann@gmial.com");
  await page.locator("[name=password]").pressSequentially("qwertyuiop12");
  await page.locator("main [aria-live] .text-warning").waitFor();
  await shoot("register-strength", page);
  await send(page, { email: "ann", password: "short" });
  await shoot("register-mistakes", page);
  await visitFailures({ open, shoot });
  const ann = anAddress("ann");
  await register(page, ann);
  const mail = await waitForMail(ann);
  await untilDelivered(page);
  await shoot("waiting", page);
  await typeCode(page, "000000");
  await shoot("waiting-wrong-code", page);
  const other = await open();
  await other.goto(linkIn(mail, "/confirm/"));
  await shoot("confirm-in-another-browser", other);
  await other.goto(linkIn(mail, "/not-me/"));
  await shoot("not-me", other);
  await page.goto("/check-your-email");
  await typeCode(page, codeIn(mail));
  await shoot("account-welcome", page);
  await page.locator("[data-menu] summary").click();
  await shoot("account-menu", page);
  await other.goto(linkIn(mail, "/confirm/"));
  await shoot("link-used", other);
  const bounced = await open();
  await register(bounced, "bounce@simulator.amazonses.com");
  // The form for another address opens by itself.
  await bounced.locator("main [name=email]").waitFor();
  await shoot("waiting-bounced", bounced);
  await visitTheAccount({ page, shoot, address: ann, open });
}

/** What a form says when the server is away, and when it fails. */
async function visitFailures({ open, shoot }: Tour): Promise<void> {
  const page = await open();
  await page.goto("/register", { waitUntil: "networkidle" });
  await page.fill("[name=email]", "ann@example.com");
  await page.fill("[name=password]", PASSWORD);
  await page.context().setOffline(true);
  await page.click("main form:not([aria-label]) button[type=submit]");
  await page.locator("[role=alert].bg-warning-tint").waitFor();
  await shoot("register-offline", page);
  await page.context().setOffline(false);
  await page.reload();
  await page.route("/register", (route) =>
    route.request().method() === "POST" ? route.fulfill({ status: 500 }) : route.continue(),
  );
  await send(page, { email: "ann@example.com", password: PASSWORD });
  await shoot("error", page);
}

type Owner = Tour & { page: Page; address: string };

/** The account's pages, a change of address, and the deletion with its undo. */
async function visitTheAccount({ page, shoot, address, open }: Owner): Promise<void> {
  for (const name of ["address", "password", "sessions", "activity", "data", "delete"]) {
    await page.goto(`/account/${name}`);
    await shoot(`account-${name}`, page);
  }
  await page.goto("/account/address");
  const renewed = anAddress("new");
  await send(page, { email: renewed, password: PASSWORD });
  await shoot("account-address-asked", page);
  const owner = await open();
  await owner.goto(linkIn(await waitForMail(renewed), "/confirm-address/"));
  await shoot("confirm-address", owner);
  await page.goto("/account/delete");
  await send(page, { password: PASSWORD });
  await shoot("account-deleted", page);
  const mails = await waitForMail(address, { count: 3 });
  await owner.goto(linkIn(mails, "/undo/"));
  await shoot("undo", owner);
}

/** Signing in, and a forgotten password. */
export async function visitTheWayBack({ open, shoot }: Tour): Promise<void> {
  const page = await open();
  await page.goto("/sign-in");
  await shoot("sign-in", page);
  await send(page, { email: "ann@example.com", password: "nothing" });
  await shoot("sign-in-wrong", page);
  const refused = anAddress("refused");
  for (let time = 0; time < 12; time += 1)
    await send(page, { email: refused, password: "nothing" });
  await shoot("sign-in-limited", page);
  await page.goto("/forgot-password");
  await shoot("forgot-password", page);
  const ben = anAddress("ben");
  const own = await open();
  await register(own, ben);
  await signInWithLink(own, ben);
  await page.goto("/forgot-password");
  await send(page, { email: ben });
  const mail = await waitForMail(ben, { count: 2 });
  await untilDelivered(page);
  await shoot("reset-waiting", page);
  await page.goto(linkIn(mail, "/reset-password/"));
  await shoot("reset-password", page);
}

/** The cookie that chooses a language. */
export const languageCookie = (locale: string, url: string) => ({
  name: choiceCookie("locale"),
  value: locale,
  url,
});
