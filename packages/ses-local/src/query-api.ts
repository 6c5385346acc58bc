import type { IncomingMessage, ServerResponse } from "node:http";
import type { Context } from "./context";
import { refusalXml, resultXml } from "./query-xml";
import { readBody } from "./read-body";
import { refusals } from "./refusal";
import { reply } from "./reply";
import { acceptEmail } from "./accept-email";
import { acceptText } from "./accept-text";
import { snsApi } from "./sns-api";

/**
 * The first API of SES, as far as it is here. The emulator never answers an action that it
 * does not know; here it is refused at once.
 */
export async function queryApi(
  context: Context,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const parameters = new URLSearchParams(await readBody(request));
  const action = parameters.get("Action") ?? "";
  const { maxSendRate, max24HourSend, sentLast24Hours } = context.account.show();
  switch (action) {
    case "SendEmail":
    case "SendRawEmail":
      return acceptEmail(context, request, response, parameters);
    case "Publish":
      return acceptText(context, response, parameters);
    case "GetSendQuota": {
      const quota = {
        Max24HourSend: max24HourSend,
        MaxSendRate: maxSendRate,
        SentLast24Hours: sentLast24Hours,
      };
      return reply(response, resultXml(action, quota));
    }
    case "GetAccountSendingEnabled":
      return reply(response, resultXml(action, { Enabled: "true" }));
    default:
      return reply(
        response,
        snsApi(context, action, parameters) ?? refusalXml(refusals.unknownAction(action)),
      );
  }
}
