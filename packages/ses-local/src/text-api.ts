import type { RunnerResponse } from "@latchkey/local-http/http-server";
import type { Context } from "./context";
import { TEXT_FAULTS } from "./fault";
import { snsEntries, snsRefusal, snsResult } from "./sns-xml";

/** Whether a number wants no texts: by the account's list, or by a fault. */
export function isOptedOut({ account, faults }: Context, number: string): boolean {
  const [optedOut] = TEXT_FAULTS;
  return (
    account.show().optedOut.includes(number) || faults.meet([optedOut], [number]) !== undefined
  );
}

/** What can be read of text messages, by SNS's own API; undefined for an action that is none of it. */
export function textApi(
  context: Context,
  action: string,
  parameters: URLSearchParams,
): RunnerResponse | undefined {
  const { denied, isTextSandbox, textSpendLimit } = context.setup.show();
  if (denied.includes(action)) return snsRefusal(403, "AuthorizationError");
  switch (action) {
    case "CheckIfPhoneNumberIsOptedOut": {
      const number = parameters.get("phoneNumber") ?? "";
      return snsResult(action, `<isOptedOut>${isOptedOut(context, number)}</isOptedOut>`);
    }
    case "GetSMSSandboxAccountStatus":
      return snsResult(action, `<IsInSandbox>${isTextSandbox}</IsInSandbox>`);
    case "GetSMSAttributes": {
      const entries =
        textSpendLimit === null ? "" : snsEntries({ MonthlySpendLimit: textSpendLimit });
      return snsResult(action, `<attributes>${entries}</attributes>`);
    }
    default:
      return undefined;
  }
}
