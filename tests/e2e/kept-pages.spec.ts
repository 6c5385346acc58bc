import { expect, test } from "../support/fixtures";

const KEPT_PATHS = ["/", "/register", "/sign-in", "/forgot-password"];

/** Collects what the policy of a page has refused. */
const refusals = () => {
  const refused: string[] = [];
  addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
    refused.push(`${effectiveDirective} ${blockedURI}`),
  );
  Object.assign(window, { refused });
};

test("a kept page runs all of its scripts, and its policy has nothing to refuse", async ({
  page,
  request,
}) => {
  await page.addInitScript(refusals);
  for (const path of KEPT_PATHS) {
    await expect(async () =>
      expect((await request.get(path)).headers()["content-length"]).toBeDefined(),
    ).toPass();
    const answer = await page.goto(path);
    expect(answer?.headers()["content-length"], path).toBeDefined();
    expect(await page.evaluate("refused")).toEqual([]);
  }
  // What React has taken over answers without asking the server.
  await page.goto("/register");
  await page.getByLabel("Email", { exact: true }).fill("ann@gmial.com");
  await page.getByLabel("Password", { exact: true }).focus();
  await expect(page.getByRole("button", { name: "ann@gmail.com" })).toBeVisible();
});

test.describe("a script that somebody smuggles into a kept page", () => {
  test.use({ toleratedConsoleErrors: [/Content Security Policy/] });

  test("does not run, with a nonce of another answer either", async ({ page, request }) => {
    const nonceOf = (policy = "") => /'nonce-([^']+)'/.exec(policy)?.[1] ?? "";
    const other = await request.get("/register");
    const otherNonce = nonceOf(other.headers()["content-security-policy"]);
    const smuggled = `<script>window.smuggled = 1</script><script nonce="${otherNonce}">window.smuggled = 2</script></body>`;
    await page.addInitScript(refusals);
    await page.route("/register", async (route) => {
      const answer = await request.get("/register");
      const body = (await answer.text()).replace("</body>", smuggled);
      await route.fulfill({ response: answer, body });
    });
    await page.goto("/register");
    expect(await page.content()).toContain("window.smuggled = 2");
    expect(await page.evaluate("window.smuggled")).toBeUndefined();
    expect(await page.evaluate("refused")).toEqual([
      "script-src-elem inline",
      "script-src-elem inline",
    ]);
  });
});
