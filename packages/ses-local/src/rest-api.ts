import { z } from "zod";
import { json, type RunnerResponse } from "@latchkey/local-http/http-server";
import type { Account, Suppressed } from "./account";
import type { Context } from "./context";
import { describeAccount, describeSetup } from "./describe-setup";
import { restFailure as failure } from "./rest-failure";

const BASE = "/v2/email/";
const LIST = "suppression/addresses";

const additionSchema = z.object({
  EmailAddress: z.email(),
  Reason: z.enum(["BOUNCE", "COMPLAINT"]),
});

/** Whether the second API of SES is answered here; the rest of it is the emulator's. */
export function isRestApi({ pathname }: URL): boolean {
  const rest = pathname.startsWith(BASE) ? pathname.slice(BASE.length) : "";
  const isSetup = /^(identities|configuration-sets)\/./.test(rest);
  return isSetup || rest === "account" || rest === LIST || rest.startsWith(`${LIST}/`);
}

/** Answers for the account, how it is set up, and its list of suppressed addresses. */
export function restApi(
  { account, setup, topic }: Context,
  method: string,
  { pathname, searchParams }: URL,
  body: string,
): RunnerResponse {
  const rest = pathname.slice(BASE.length);
  if (rest === "account")
    return method !== "GET"
      ? unknown()
      : (setup.denial("GetAccount") ?? json(describeAccount(account)));
  const [resource = "", name = "", part] = rest.split("/").map(decoded);
  if (resource !== "suppression")
    return (
      (method === "GET" ? describeSetup(setup, topic?.arn, { resource, name, part }) : undefined) ??
      unknown()
    );
  if (rest === LIST) {
    if (method === "PUT") return add(account, body);
    return method === "GET" ? json(page(account, searchParams)) : unknown();
  }
  const address = decoded(rest.slice(LIST.length + 1));
  if (method === "DELETE") return account.unsuppress(address) ? json({}) : notFound(address);
  if (method !== "GET") return unknown();
  const found = account.suppression(address);
  return found ? json({ SuppressedDestination: summary(found) }) : notFound(address);
}

const MOST_LISTED = 1_000;

/** The token of the next page is how many addresses came before it. */
function page(account: Account, query: URLSearchParams) {
  const reasons = query.getAll("Reason");
  const listed = account
    .suppressed()
    .filter(({ reason }) => reasons.length === 0 || reasons.includes(reason));
  const from = Number(query.get("NextToken") ?? 0);
  const to = from + Math.min(Number(query.get("PageSize") ?? MOST_LISTED), MOST_LISTED);
  return {
    SuppressedDestinationSummaries: listed.slice(from, to).map(summary),
    ...(to < listed.length && { NextToken: String(to) }),
  };
}

const summary = ({ address, reason, since }: Suppressed) => ({
  EmailAddress: address,
  Reason: reason,
  LastUpdateTime: since.getTime() / 1_000,
});

function add(account: Account, body: string): RunnerResponse {
  const addition = additionSchema.safeParse(parsed(body));
  if (!addition.success) return failure(400, "BadRequestException", "The input is not valid.");
  account.suppress(addition.data.EmailAddress, addition.data.Reason);
  return json({});
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const notFound = (address: string) =>
  failure(
    404,
    "NotFoundException",
    `Email address ${address} does not exist on your suppression list.`,
  );

const unknown = () =>
  failure(404, "UnknownOperationException", "The local SES does not know this operation.");
