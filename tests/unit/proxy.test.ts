import { NextRequest, type NextResponse } from "next/server";
import { afterEach, describe, expect, test, vi } from "vitest";
import { config, proxy } from "@/proxy";

const page = (path = "/register") =>
  proxy(new NextRequest(`https://latchkey.example${path}`)) as NextResponse;

/** The policy's directives by name. */
function policyOf(response: Response): Map<string, string> {
  const policy = response.headers.get("content-security-policy") ?? "";
  return new Map(
    policy
      .split("; ")
      .map((directive) => [directive.split(" ", 1)[0]!, directive.split(" ").slice(1).join(" ")]),
  );
}

afterEach(() => vi.unstubAllEnvs());

describe("a page's policy", () => {
  test("runs no script but those of this very response", () => {
    const scripts = policyOf(page()).get("script-src");
    expect(scripts).toMatch(/^'nonce-[A-Za-z0-9+/=]{24,}' 'strict-dynamic'$/);
  });

  test("allows nothing that it does not name, and no frame, foreign form or base", () => {
    const policy = policyOf(page());
    expect(policy.get("default-src")).toBe("'none'");
    expect(policy.get("frame-ancestors")).toBe("'none'");
    expect(policy.get("form-action")).toBe("'self'");
    expect(policy.get("base-uri")).toBe("'none'");
    expect([...policy.values()].join(" ")).not.toMatch(/unsafe|\*|https?:/);
  });

  test("lets Cloudflare in where the captcha is set up, and nothing else", () => {
    const without = policyOf(page());
    vi.stubEnv("TURNSTILE_SITE_KEY", "a-site-key");
    const policy = policyOf(page());
    const cloudflare = "https://challenges.cloudflare.com";
    expect(policy.get("script-src")).toMatch(new RegExp(`'strict-dynamic' ${cloudflare}$`));
    expect(policy.get("connect-src")).toBe(`'self' ${cloudflare}`);
    expect(policy.get("frame-src")).toBe(cloudflare);
    for (const directive of ["script-src", "connect-src", "frame-src"]) policy.delete(directive);
    for (const directive of ["script-src", "connect-src"]) without.delete(directive);
    expect(policy).toEqual(without);
  });

  test("has a nonce of 128 random bits", () => {
    const [, nonce = ""] = /'nonce-([^']+)'/.exec(policyOf(page()).get("script-src") ?? "") ?? [];
    expect(Buffer.from(nonce, "base64")).toHaveLength(16);
  });

  test("has another nonce and request id each time", () => {
    const pages = Array.from({ length: 50 }, () => page());
    expect(new Set(pages.map((each) => policyOf(each).get("script-src"))).size).toBe(50);
    expect(new Set(pages.map((each) => each.headers.get("x-request-id"))).size).toBe(50);
  });

  test("does not believe a policy or request id that the request brings along", () => {
    const headers = {
      "content-security-policy": "script-src 'nonce-evil'",
      "x-request-id": "forged",
    };
    const request = new NextRequest("https://latchkey.example/register", { headers });
    const response = proxy(request) as NextResponse;
    const passedOn = response.headers.get("x-middleware-request-content-security-policy");
    expect(passedOn).toBe(response.headers.get("content-security-policy"));
    expect(passedOn).not.toContain("evil");
    expect(response.headers.get("x-middleware-request-x-request-id")).not.toBe("forged");
  });

  test("goes with every page and with no machine's endpoint", () => {
    const matcher = new RegExp(`^${config.matcher}$`);
    for (const path of ["/", "/register", "/confirm", "/check-your-email", "/account", "/not-me"])
      expect(path).toMatch(matcher);
    for (const path of [
      "/api/health",
      "/_next/static/x.js",
      "/confirm/1.a.b",
      "/not-me/1.a.b",
      "/check-your-email/state",
    ])
      expect(path).not.toMatch(matcher);
  });
});

/** What is answered to a form that is sent to a page. */
async function posted(headers: Record<string, string>, body?: string): Promise<Response> {
  const init = { method: "POST", headers, body };
  return proxy(new NextRequest("https://latchkey.example/register", init));
}

describe("a form that no page sends", () => {
  test("is refused when it is of more than a megabyte, before anything reads it", async () => {
    const sent = (length: number) => posted({ "content-length": String(length) });
    expect((await sent(1_048_576)).status).toBe(200);
    expect((await sent(1_048_577)).status).toBe(413);
  });

  test("is refused when it is that long and does not say so", async () => {
    const sent = (length: number) =>
      posted(
        { "transfer-encoding": "chunked", "content-type": "multipart/form-data; boundary=x" },
        "x".repeat(length),
      );
    expect((await sent(1_048_576)).status).toBe(200);
    const refused = await sent(1_048_577);
    expect([refused.status, await refused.text()]).toEqual([
      413,
      "That’s too much data for this form. Nothing was changed. Shorten it and try again.",
    ]);
  });

  test.each(["https://evil.example", "null", "no origin", "https://latchkey.example.evil"])(
    "is refused when it comes from elsewhere: %s",
    async (origin) => {
      const refused = await posted({ origin, host: "latchkey.example" });
      expect([refused.status, await refused.text()]).toEqual([
        403,
        "This form came from another website. Nothing was changed.",
      ]);
    },
  );

  test("is let through from the address of APP_URL, whatever a proxy makes of the host", async () => {
    vi.stubEnv("APP_URL", "https://latchkey.example");
    const headers = { origin: "https://latchkey.example", host: "10.0.0.7:3000" };
    expect((await posted({ ...headers, "x-forwarded-host": "a, b" })).status).toBe(200);
  });

  test("is refused in the language of its sender", async () => {
    const headers = { origin: "https://evil.example", host: "latchkey.example" };
    const refused = await posted({ ...headers, "accept-language": "de-AT,de;q=0.9" });
    expect(refused.headers.get("content-language")).toBe("de");
    expect(refused.headers.get("content-type")).toMatch(/charset=utf-8/i);
    expect(await refused.text()).toBe(
      "Dieses Formular stammt von einer anderen Website. Es wurde nichts geändert.",
    );
  });

  test.each([
    ["formTooLong", { "content-length": "1048577" }],
    ["formFromElsewhere", { origin: "https://evil.example", host: "10.0.0.7:3000" }],
    ["notAForm", { "content-type": "text/plain" }],
  ])("leads a person to a page that says why: %s", async (why, headers) => {
    vi.stubEnv("APP_URL", "https://latchkey.example");
    const accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    const refused = await posted({ ...headers, accept });
    expect([refused.status, refused.headers.get("location")]).toEqual([
      303,
      `https://latchkey.example/refused?why=${why}`,
    ]);
    const sentByScript = await posted({ ...headers, accept, "next-action": "a" });
    expect(sentByScript.headers.get("location")).toBeNull();
  });

  test("is refused when it is of another kind", async () => {
    for (const type of ["application/json", "application/x-www-form-urlencoded", "text/plain"])
      expect((await posted({ "content-type": type })).status).toBe(400);
    const call = { "content-type": "text/plain", "next-action": "a" };
    expect((await posted(call)).status).toBe(200);
  });
});

test("a method that no page knows is answered with those that it does", async () => {
  for (const method of ["PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"]) {
    const response = await proxy(new NextRequest("https://latchkey.example/", { method }));
    expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, HEAD, POST"]);
    expect(await response.text()).toContain("GET, HEAD, POST");
  }
});
