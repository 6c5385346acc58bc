import type { Dns } from "@/lib/doctor/ports";

const MAIL_FROM_MX = "feedback-smtp.us-east-1.amazonses.com";

const none = () => Promise.reject(Object.assign(new Error("none"), { code: "ENODATA" }));

/** What a domain that is set up right has in DNS. */
export const RECORDS = {
  txt: {
    "bounce.latchkey.example": ["v=spf1 include:amazonses.com ~all"],
    "_dmarc.latchkey.example": ["v=DMARC1; p=reject"],
  } as Record<string, string[]>,
  mx: {
    "bounce.latchkey.example": [MAIL_FROM_MX],
    "latchkey.example": ["mx.latchkey.example"],
  } as Record<string, string[]>,
  zone: "dkim.amazonses.com",
};

/** A resolver that knows these records, some of them changed. */
export function dnsOf(changes: Partial<typeof RECORDS> = {}): Dns {
  const records = { ...RECORDS, ...changes };
  return {
    resolveTxt: async (name) => records.txt[name]?.map((each) => [each]) ?? none(),
    resolveMx: async (name) =>
      records.mx[name]?.map((exchange) => ({ exchange, priority: 10 })) ?? none(),
    resolveCname: async (name) => [`${name.split(".")[0]}.${records.zone}`],
  };
}
