import { linkIn, waitForMail } from "../support/inbox";
import { PlainBrowser } from "../support/plain-browser";
import { medianTime } from "./rate";

const TIMES = 60;

/** How long each page takes for one person alone, warm, at the median. */
export async function pageTimes(origin: string, password: string) {
  const waiting = new PlainBrowser(origin);
  const email = `bench-${crypto.randomUUID()}@example.com`;
  await waiting.open("/register");
  await waiting.press("Create account", { email, password });
  const link = new URL(linkIn(await waitForMail(email), "/confirm/")).pathname;
  const linkHolder = new PlainBrowser(origin);
  await linkHolder.open(link);
  const stranger = new PlainBrowser(origin);

  const pages = [
    await timeOf(stranger, "/"),
    await timeOf(stranger, "/register"),
    await timeOf(stranger, "/sign-in"),
    await timeOf(waiting, "/check-your-email"),
    await timeOf(linkHolder, "/confirm"),
  ];
  await waiting.open(link);
  return [...pages, await timeOf(waiting, "/account")];
}

async function timeOf(browser: PlainBrowser, path: string) {
  const ask = async () => {
    const { status } = await browser.send("GET", path);
    if (status !== 200) throw new Error(`${path} was answered with ${status}.`);
  };
  await medianTime(10, ask);
  return { name: path, milliseconds: await medianTime(TIMES, ask) };
}
