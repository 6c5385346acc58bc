import { execFileSync } from "node:child_process";
import { poll } from "@latchkey/testing/poll";
import type { Page } from "playwright";
import { setFault } from "../support/set-fault";
import { anAddress, register, signInWithLink, type Tour } from "./states";

/** Registers somebody whose email SES rejects, and waits until the list of failed emails has it. */
async function letAnEmailFail(visitor: Page, operator: Page): Promise<string> {
  const address = anAddress("fiona");
  await setFault({ fault: "rejected", to: address, times: 1 });
  await register(visitor, address);
  await poll("the failed email", async () => {
    await operator.goto(`/operator/failed?q=${encodeURIComponent(address)}`);
    return operator.getByRole("link", { name: address, exact: true }).isVisible();
  });
  return address;
}

/** The operator's console: the lists, and the page of a person. It is English. */
export async function visitTheConsole({ open, shoot }: Tour): Promise<void> {
  const page = await open();
  const address = anAddress("olga");
  await register(page, address);
  await signInWithLink(page, address);
  // The role is given by command line alone.
  execFileSync("npm", ["run", "--silent", "operator", "--", address], { stdio: "inherit" });
  const failed = await letAnEmailFail(await open(), page);
  for (const [name, path] of [
    ["overview", ""],
    ["users", "/users"],
    ["registrations", "/registrations"],
    ["deliveries", "/deliveries"],
    ["failed", "/failed"],
    ["suppressions", "/suppressions"],
    ["audit", "/audit"],
    ["audit-actions", "/audit/actions"],
    ["doctor", "/doctor"],
    ["doctor-results", "/doctor?run=1"],
  ] as const) {
    await page.goto(`/operator${path}`, { waitUntil: "load" });
    await shoot(`operator-${name}`, page);
  }
  for (const [name, search] of [
    ["person", address],
    ["person-failed", failed],
    ["person-bounced", "bounce@simulator.amazonses.com"],
  ] as const) {
    await page.goto(`/operator/search?q=${encodeURIComponent(search)}`, { waitUntil: "load" });
    await shoot(`operator-${name}`, page);
  }
  await page.getByRole("link", { name: "Delete account" }).click();
  await page.getByRole("button", { name: "Delete account" }).waitFor();
  await shoot("operator-act", page);
}
