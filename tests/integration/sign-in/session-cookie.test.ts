import { NextRequest } from "next/server";
import { beforeAll, describe, expect, test } from "vitest";

let handlers: typeof import("@/lib/session/auth").handlers;

beforeAll(async () => {
  ({ handlers } = await import("@/lib/session/auth"));
});

const APP = "http://localhost:3000";

describe("the cookie of a session", () => {
  // The route of the app does not even lead here: app/api/auth/[...nextauth]/route.ts.
  test("is not made by Auth.js's own sign-in, whatever the request says", async () => {
    const csrf = await handlers.GET(new NextRequest(`${APP}/api/auth/csrf`));
    const { csrfToken } = (await csrf.json()) as { csrfToken: string };
    const cookie = csrf.headers
      .getSetCookie()
      .map((each) => each.split(";")[0])
      .join("; ");
    const sessionId = crypto.randomUUID();
    const fields = { csrfToken, id: sessionId, userId: sessionId, sessionId };
    const answer = await handlers.POST(
      new NextRequest(`${APP}/api/auth/callback/session`, {
        method: "POST",
        headers: { cookie, "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams(fields).toString(),
      }),
    );
    expect(answer.headers.get("location")).toContain("error=CredentialsSignin");
    expect(answer.headers.getSetCookie().join()).not.toContain("session=");
  });
});
