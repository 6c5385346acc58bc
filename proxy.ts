import { type NextRequest, NextResponse } from "next/server";
import { choiceIn } from "./lib/choice-cookies";
import type { Locale } from "./lib/i18n/locales";
import { availableLocales, negotiateLocale } from "./lib/i18n/negotiate-locale";
import { translations } from "./lib/i18n/translations";
import { paths } from "./lib/paths";
import { REFUSED_FORMS, type RefusedForm, WHY } from "./lib/request/refused-forms";

const isHttps = process.env.APP_URL?.startsWith("https:") ?? false;
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

const SESSION_COOKIE = `${isHttps ? "__Host-" : ""}latchkey.session`;

/** A token of ours, or the encrypted one of Auth.js that cookies held before (session-token.ts). */
const SESSION_TOKEN = /^(?:1\.[\w-]{22}\.[\w-]{43}|[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+)$/;

/** Takes back a session cookie that cannot be one, or it would be looked at with every request. */
function clearGarbage(request: NextRequest, response: NextResponse): void {
  const cookie = request.cookies.get(SESSION_COOKIE);
  if (!cookie || SESSION_TOKEN.test(cookie.value)) return;
  // With its attributes: a browser lets nothing else touch a `__Host-` cookie.
  const options = { httpOnly: true, secure: isHttps, sameSite: "lax", path: "/" } as const;
  response.cookies.set(SESSION_COOKIE, "", { ...options, maxAge: 0 });
}

const PAGE_METHODS = "GET, HEAD, POST";

const locales = availableLocales(process.env.PSEUDO_LOCALES);

function localeOf({ cookies, headers }: NextRequest): Locale {
  const acceptLanguage = headers.get("accept-language");
  return negotiateLocale({ chosen: choiceIn(cookies, "locale"), acceptLanguage }, locales);
}

/** Whether a person looks at the answer: a script or a program asks for no page. */
function isForPerson({ headers }: NextRequest): boolean {
  return !headers.has("next-action") && (headers.get("accept") ?? "").includes("text/html");
}

/** Says why a form is refused: to a person on a page, to a program in words of its language. */
function refuse(request: NextRequest, refusal: RefusedForm): NextResponse {
  if (isForPerson(request)) {
    const page = new URL(paths.refused, process.env.APP_URL || request.url);
    page.searchParams.set(WHY, refusal);
    return NextResponse.redirect(page, 303);
  }
  const locale = localeOf(request);
  const headers = { "Content-Language": locale };
  const text = translations(locale, "frame")(refusal);
  return new NextResponse(text, { status: REFUSED_FORMS[refusal], headers });
}

function refuseMethod(request: NextRequest): NextResponse {
  const locale = localeOf(request);
  const headers = { Allow: PAGE_METHODS, "Content-Language": locale };
  const text = translations(locale, "frame")("methodNotAllowed", { methods: PAGE_METHODS });
  return new NextResponse(text, { status: 405, headers });
}

/**
 * Whether a form comes from a page of ours, by its origin: Next.js answers others as a fault of
 * ours.
 */
function isFromHere({ headers }: NextRequest): boolean {
  const origin = headers.get("origin");
  if (origin === null) return true;
  if (!URL.canParse(origin)) return false;
  const own = process.env.APP_URL ? new URL(process.env.APP_URL).host : null;
  return [own, headers.get("host"), headers.get("x-forwarded-host")].includes(new URL(origin).host);
}

/** What is wrong with a request for a page, whichever page it is; null when nothing is. */
function refusalOf(request: NextRequest): NextResponse | null {
  const { method, headers } = request;
  if (!PAGE_METHODS.split(", ").includes(method)) return refuseMethod(request);
  if (method !== "POST") return null;
  if (Number(headers.get("content-length")) > LONGEST_FORM_BYTES)
    return refuse(request, "formTooLong");
  if (!isFromHere(request)) return refuse(request, "formFromElsewhere");
  const type = headers.get("content-type") ?? "multipart/form-data";
  if (!headers.has("next-action") && !type.startsWith("multipart/form-data"))
    return refuse(request, "notAForm");
  return null;
}

/**
 * Answers what no page can answer well, and gives every page its own nonce, which Next.js
 * reads from the policy, and a request id.
 */
export function proxy(request: NextRequest): NextResponse | Promise<NextResponse> {
  const refusal = refusalOf(request);
  if (refusal) return refusal;
  // Of a form that does not say how long it is, so much is read here as Next.js would read.
  const isOfUnknownLength = request.headers.has("transfer-encoding");
  return isOfUnknownLength ? passOnIfShort(request) : passOn(request);
}

async function passOnIfShort(request: NextRequest): Promise<NextResponse> {
  const body = await request.arrayBuffer();
  return body.byteLength > LONGEST_FORM_BYTES ? refuse(request, "formTooLong") : passOn(request);
}

function passOn(request: NextRequest): NextResponse {
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
  response.headers.set("Content-Language", localeOf(request));
  clearGarbage(request, response);
  return response;
}

// Machines, files and links in emails get no page: they answer by status and redirect, and what else
// stands there (a "not found") has the policy of next.config.ts, without scripts.
export const config = {
  matcher:
    "/((?!api/|_next/|confirm/|confirm-address/|reset-password/|undo/|not-me/|check-your-email/state|account/data/download|\\.well-known/|favicon.ico|icon.svg|apple-icon.png|opengraph-image.png|robots.txt|manifest.webmanifest).*)",
};
