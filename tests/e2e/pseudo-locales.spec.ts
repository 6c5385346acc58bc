import type { Page } from "@playwright/test";
import { brand } from "@/lib/brand";
import { PSEUDO_LOCALES } from "@/lib/i18n/locales";
import { expect, test } from "../support/fixtures";

/** What a person reads or hears on a page that no catalogue has; names, addresses and times aside. */
const englishOn = (page: Page) =>
  page.evaluate((name) => {
    const NAMED = ["aria-label", "title", "placeholder", "alt"];
    const APART = "script, style, noscript, time, [lang]:not(html), next-route-announcer";
    const texts = [document.title];
    for (const element of document.body.querySelectorAll("*")) {
      if (element.closest(APART)) continue;
      texts.push(...NAMED.map((attribute) => element.getAttribute(attribute) ?? ""));
      for (const node of element.childNodes)
        if (node.nodeType === Node.TEXT_NODE) texts.push(node.textContent ?? "");
    }
    const address = /\S+@\S+/g;
    return texts.filter((text) => /[a-z]{2}/i.test(text.replaceAll(name, "").replace(address, "")));
  }, brand.name);

/** All of the page is there on a narrow phone: it does not scroll sideways, and no text is cut. */
async function expectFits(page: Page): Promise<void> {
  const cut = await page.evaluate(() => {
    const isWide = (element: Element) => element.scrollWidth > element.clientWidth + 1;
    const texts = document.body.querySelectorAll(
      "h1, p, a, label, legend, li, dd, button, button > span",
    );
    const isInLine = (element: Element) => getComputedStyle(element).display === "inline";
    const wide = [...texts].filter((element) => !isInLine(element) && isWide(element));
    if (isWide(document.documentElement)) wide.push(document.documentElement);
    return wide.map(({ tagName, textContent }) => `${tagName} ${textContent.slice(0, 40)}`);
  });
  expect(cut, `cut on ${page.url()}`).toEqual([]);
}

test.use({ toleratedConsoleErrors: [/404/] });

for (const locale of PSEUDO_LOCALES) {
  test(`the main path in ${locale} fits a narrow phone and has no English left`, async ({
    otherBrowser,
    person,
  }) => {
    const ann = person("ann");
    const page = await otherBrowser({ locale, viewport: { width: 360, height: 740 } });
    const look = async () => {
      await expectFits(page);
      expect(await englishOn(page), `English on ${page.url()}`).toEqual([]);
    };
    const email = page.locator("[name=email]");
    const send = () => page.locator("main [type=submit]").first().click();

    await page.goto("/register");
    const direction = locale === "ar-XB" ? "rtl" : "ltr";
    await expect(page.locator("html")).toHaveAttribute("dir", direction);
    await look();
    await send();
    await expect(email).toHaveAttribute("aria-invalid", "true");
    await look();
    await email.fill(ann.address);
    await page.locator("[name=password]").fill(ann.password);
    await send();
    await expect(page).toHaveURL("/check-your-email");
    await expect(page.getByRole("main").getByText(ann.address)).toBeVisible();
    await look();
    await page.goto("/sign-in");
    await look();
    await page.goto("/no-such-page");
    await look();
  });
}
