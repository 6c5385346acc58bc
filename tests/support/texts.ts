import { randomInt } from "node:crypto";
import type { SesOptions } from "@latchkey/ses-local/serve-ses";
import type { WantedPhoneCode } from "@/lib/phone-code/request-phone-code";
import { startLocalSes } from "./local-ses";

type Wishes = {
  /** Beside those of test-environment.ts. */
  variables?: Record<string, string>;
  sns?: Omit<SesOptions, "port">;
};

/** The product with text messages switched on, before a local SNS of its own. */
export async function startTextProduct({ variables, sns: options }: Wishes = {}) {
  const sns = await startLocalSes(options);
  const on = { SMS_COUNTRIES: "DE,US", SMS_MAX_SEND_RATE: "200", MAX_TEXTS_PER_HOUR: "1000" };
  Object.assign(process.env, { AWS_ENDPOINT_URL_SNS: sns.url, ...on, ...variables });
  const { db } = await import("@/lib/db");
  const { findPhoneCode, requestPhoneCode } = await import("@/lib/phone-code/request-phone-code");
  const { checkPhoneCode } = await import("@/lib/phone-code/check-phone-code");
  const { sendTextDelivery } = await import("@/lib/text/send-text-delivery");
  const registrations = await import("./registrations");
  const { ORIGIN } = registrations;

  /** Somebody with a confirmed account, a phone in Germany, and a browser. */
  async function somebody(country: "DE" | "US" = "DE"): Promise<WantedPhoneCode> {
    const { userId } = await registrations.anAccount();
    return {
      userId,
      number: { e164: aNumber(country), country },
      purpose: "enrol",
      browserKeyHash: registrations.aBrowser(),
      origin: ORIGIN,
    };
  }

  /** A text that waits to be sent. */
  async function aText(who?: WantedPhoneCode, now = new Date()) {
    const person = who ?? (await somebody());
    const asked = await requestPhoneCode(person, now);
    if (asked.outcome !== "requested") throw new Error(`asking came to "${asked.outcome}"`);
    const { phoneCodeId } = asked;
    const { id } = await db.delivery.findFirstOrThrow({ where: { phoneCodeId } });
    return { ...person, phoneCodeId, deliveryId: id, to: person.number.e164 };
  }

  type Text = Awaited<ReturnType<typeof aText>>;

  /** The texts that a phone got. */
  const textsTo = async (to: string) => (await sns.mailsTo(to)).map(({ text }) => text);

  return {
    ...registrations,
    ...{
      sns,
      db,
      findPhoneCode,
      requestPhoneCode,
      checkPhoneCode,
      sendTextDelivery,
      somebody,
      aText,
      textsTo,
    },

    stateOf: (id: string) =>
      db.delivery.findUniqueOrThrow({
        where: { id },
        include: { attempts: { orderBy: { startedAt: "asc" } } },
      }),

    /** Sends the text, and reads the code on the phone. */
    async codeOf({ deliveryId, to }: Text): Promise<string> {
      await sendTextDelivery(deliveryId);
      return codeIn((await textsTo(to)).at(-1));
    },

    /** Types a code where it was asked for; "done" is what it allows. */
    check: ({ phoneCodeId, userId, purpose, browserKeyHash }: Text, code: string, now?: Date) =>
      checkPhoneCode(
        { phoneCodeId, userId, purpose, browserKeyHash, ip: ORIGIN.ip, code },
        () => Promise.resolve("done"),
        now,
      ),
  };
}

/** A mobile number that hardly any other test has. */
export function aNumber(country: "DE" | "US" = "DE"): string {
  const digits = (count: number) =>
    randomInt(10 ** count)
      .toString()
      .padStart(count, "0");
  return country === "DE" ? `+491512${digits(7)}` : `+1201555${digits(4)}`;
}

/** The code as a browser finds it: in the last line. */
export function codeIn(text: string | undefined): string {
  const code = /\n@[\w.-]+ #(\d{6})$/.exec(text ?? "")?.[1];
  if (!code) throw new Error(`there is no code in "${text}"`);
  return code;
}
