import "server-only";
import { after } from "next/server";
import { browserKeyHash } from "@/lib/session/browser-key";
import type { LinkPage } from "@/lib/session/link-cookie";
import { requestOrigin } from "@/lib/session/request-origin";
import type { LinkUse } from "@/lib/verification/link-token";
import { recordOpening } from "@/lib/verification/record-opening";
import { isPrefetch } from "./link-response";

/** The links whose openings are remembered: those by which somebody waits to get in. */
const USES: Partial<Record<LinkPage, Exclude<LinkUse, "not-me-link">>> = {
  confirm: "confirm-link",
  "reset-password": "reset-link",
};

/** Remembers, when the answer is out, that a link of an email was opened. */
export async function noteOpening(page: LinkPage, token: string, request: Request): Promise<void> {
  const use = USES[page];
  if (!use) return;
  const opening = {
    ...(await requestOrigin()),
    browserKeyHash: await browserKeyHash(),
    method: isPrefetch(request) ? "PREFETCH" : request.method,
    hasLanguage: request.headers.has("accept-language"),
    at: new Date(),
  };
  after(() => recordOpening(token, use, opening));
}
