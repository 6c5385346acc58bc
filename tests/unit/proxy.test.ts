import { NextRequest } from "next/server";
import { afterEach, describe, expect, test, vi } from "vitest";
import { config, proxy } from "@/proxy";

const page = (path = "/register") => proxy(new NextRequest(`https://latchkey.example${path}`));

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
    const response = proxy(new NextRequest("https://latchkey.example/register", { headers }));
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

test("a form of more than a megabyte is refused before anything reads it", () => {
  const posted = (length: number) =>
    proxy(
      new NextRequest("https://latchkey.example/register", {
        method: "POST",
        headers: { "content-length": String(length) },
      }),
    ).status;
  expect([posted(1_048_576), posted(1_048_577)]).toEqual([200, 413]);
});
