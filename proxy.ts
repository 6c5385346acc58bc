import { type NextRequest, NextResponse } from "next/server";

const isHttps = process.env.APP_URL?.startsWith("https:");
const isDevelopment = process.env.NODE_ENV === "development";

/** Where the captcha's script, frame and calls come from; empty where there is none. */
function captchaOrigin(): string {
  if (!process.env.TURNSTILE_SITE_KEY) return "";
  return ` ${new URL(process.env.TURNSTILE_URL || "https://challenges.cloudflare.com").origin}`;
}

/**
 * Scripts run only with this response's nonce; 'strict-dynamic' lets those load the rest.
 * React's development build evaluates source maps, hence 'unsafe-eval' there alone.
 */
function contentSecurityPolicy(nonce: string): string {
  const captcha = captchaOrigin();
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${captcha}${isDevelopment ? " 'unsafe-eval'" : ""}`,
    `style-src 'self'${isDevelopment ? " 'unsafe-inline'" : ""}`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${captcha}`,
    ...(captcha && [`frame-src${captcha}`]),
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "manifest-src 'self'",
  ].join("; ");
}

/** What Next.js reads of a form; to a longer one it answers as to a fault of ours. */
const LONGEST_FORM_BYTES = 1_048_576;

/** Gives every page its own nonce, which Next.js reads from the policy, a request id, and HSTS. */
export function proxy(request: NextRequest): NextResponse {
  if (Number(request.headers.get("content-length")) > LONGEST_FORM_BYTES)
    return new NextResponse("This is more than any form here takes.", { status: 413 });
  const policy = contentSecurityPolicy(
    Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64"),
  );
  const requestId = crypto.randomUUID();
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", policy);
  headers.set("X-Request-Id", requestId);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  response.headers.set("X-Request-Id", requestId);
  // Here and not in next.config.ts, whose headers an image fixes before APP_URL is known.
  if (isHttps)
    response.headers.set("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
  return response;
}

// Machines and links in mails get no page, so no policy: they answer by status and redirect.
export const config = {
  matcher:
    "/((?!api/|_next/|confirm/|confirm-address/|reset-password/|undo/|not-me/|check-your-email/state|account/data/download|icon.svg).*)",
};
