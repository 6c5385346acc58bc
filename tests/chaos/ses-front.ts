import type { ReceivedMail } from "@latchkey/ses-local/mailbox";

/** A fault to be switched on; see packages/local-stack/README.md for what each does. */
export interface Fault {
  fault: string;
  /** An address, or "*@domain"; everybody without it. */
  to?: string;
  /** Of the emails it fits, from 0 to 1; all without it. */
  share?: number;
  /** How often at most; always without it. */
  times?: number;
  ms?: number;
}

/** What the local SES counted since it started. */
export interface SesStats {
  requests: number;
  accepted: number;
  throttled: number;
  refused: number;
  unanswered: number;
  mostWithinASecond: number;
  events: { sent: number; delivered: number; failed: number; waiting: number };
}

/** The switches and the evidence of the local SES at a URL. */
export function sesFront(url: string) {
  const ask = async (method: string, path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(new URL(path, url), {
      method,
      headers: { "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`SES answered ${method} ${path} with: ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  };
  return {
    /** Switches faults on, one after the other. */
    async inject(...faults: Fault[]): Promise<void> {
      for (const fault of faults) await ask("POST", "/faults", fault);
    },
    /** Switches every fault off. */
    async recover(): Promise<void> {
      await ask("DELETE", "/faults");
    },
    /** How often each kind of fault has struck so far, of those that are switched on. */
    async hits(): Promise<Record<string, number>> {
      const faults = (await ask("GET", "/faults")) as { fault: string; hits: number }[];
      const counts: Record<string, number> = {};
      for (const { fault, hits } of faults) counts[fault] = (counts[fault] ?? 0) + hits;
      return counts;
    },
    async setAccount(account: { maxSendRate?: number; max24HourSend?: number }): Promise<void> {
      await ask("PUT", "/account", account);
    },
    async stats(): Promise<SesStats> {
      return (await ask("GET", "/stats")) as SesStats;
    },
    /** Every email that reached a mailbox, the oldest first. */
    async mails(): Promise<ReceivedMail[]> {
      return (await ask("GET", "/mails")) as ReceivedMail[];
    },
  };
}
