import { LevelMeter } from "@/components/charts/level-meter";
import type { Reputation } from "@/lib/email/reputation/judge-reputation";
import { count, share } from "./in-figures";
import { Panel } from "./panel";

/** At which share SES reviews an account, and at which it pauses it (see judge-reputation.ts). */
const SES_LEVELS = { bounces: [0.05, 0.1], complaints: [0.001, 0.005] } as const;

const percent = new Intl.NumberFormat("en-GB", { style: "percent", maximumFractionDigits: 1 });

const standings = {
  good: "Sign-ups aren’t limited.",
  near_review: "Close to an SES review. Sign-ups are limited unless a captcha is on.",
  near_pause: "Close to an SES pause. Sign-ups are limited.",
};

/** How near bounces and complaints bring us to being stopped. */
export function ReputationPanel({ mails, bounces, complaints, standing }: Reputation) {
  const rows = [
    { name: "Bounces", came: bounces, levels: SES_LEVELS.bounces },
    { name: "Complaints", came: complaints, levels: SES_LEVELS.complaints },
  ];
  const isOver = rows.some(({ came, levels }) => mails > 0 && came / mails >= levels[0]);
  return (
    <Panel id="reputation" title="Bounces and complaints" isWide>
      <ul className="grid gap-x-8 gap-y-3 text-sm lg:grid-cols-2">
        {rows.map(({ name, came, levels }) => (
          <li key={name} className="flex flex-col gap-1 text-ink-soft">
            <p className="flex justify-between gap-4">
              {name}
              <span className="font-medium text-ink tabular-nums">
                {share(came, mails)} ({count(came)})
              </span>
            </p>
            <LevelMeter value={mails === 0 ? 0 : came / mails} levels={levels} />
            <p>
              SES review at {percent.format(levels[0])}, pause at {percent.format(levels[1])}
            </p>
          </li>
        ))}
      </ul>
      <p className="text-sm text-ink-soft">
        {mails === 0
          ? "No emails sent in the last 7 days."
          : `Based on the last ${count(mails)} emails (up to 7 days).`}{" "}
        {standing === "good" && isOver && "That’s too few emails to act on. "}
        {standings[standing]}
      </p>
    </Panel>
  );
}
