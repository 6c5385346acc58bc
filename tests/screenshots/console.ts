import { execFileSync } from "node:child_process";
import { anAddress, register, signInWithLink, type Tour } from "./states";

/** The operator's console: the lists, and the page of a person. It is English. */
export async function visitTheConsole({ open, shoot }: Tour): Promise<void> {
  const page = await open();
  const address = anAddress("olga");
  await register(page, address);
  await signInWithLink(page, address);
  // The role is given by command line alone.
  execFileSync("npm", ["run", "--silent", "operator", "--", address], { stdio: "inherit" });
  for (const [name, path] of [
    ["overview", ""],
    ["users", "/users"],
    ["registrations", "/registrations"],
    ["deliveries", "/deliveries"],
    ["failed", "/failed"],
    ["suppressions", "/suppressions"],
    ["audit", "/audit"],
    ["doctor", "/doctor"],
  ] as const) {
    await page.goto(`/operator${path}`, { waitUntil: "load" });
    await shoot(`operator-${name}`, page);
  }
  for (const [name, search] of [
    ["person", address],
    ["person-bounced", "bounce@simulator.amazonses.com"],
  ] as const) {
    await page.goto(`/operator/search?q=${encodeURIComponent(search)}`, { waitUntil: "load" });
    await shoot(`operator-${name}`, page);
  }
}
