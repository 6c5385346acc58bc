import { LevelMeter } from "@/components/charts/level-meter";
import type { Reputation } from "@/lib/email/reputation/judge-reputation";
import { count, share } from "./in-figures";
import { Panel } from "./panel";

/** At which share SES reviews an account, and at which it pauses it (see judge-reputation.ts). */
const SES_LEVELS = { bounces: [0.05, 0.1], complaints: [0.001, 0.005] } as const;

const percent = new Intl.NumberFormat("en-GB", { style: "percent", maximumFractionDigits: 1 });
const inWords = (level: number) => percent.format(level).replace("%", " %");

const standings = {
  good: "New registrations go at full speed.",
  near_review:
    "SES is about to review the account. Without a captcha, registrations are slowed down.",
  near_pause: "SES is about to pause the account. New registrations are slowed down.",
};

/** How near bounces and complaints bring us to being stopped. */
export function ReputationPanel({ mails, bounces, complaints, standing }: Reputation) {
  const rows = [
    { name: "Bounces", came: bounces, levels: SES_LEVELS.bounces },
    { name: "Complaints", came: complaints, levels: SES_LEVELS.complaints },
  ];
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
              SES reviews at {inWords(levels[0])} and pauses at {inWords(levels[1])}.
            </p>
          </li>
        ))}
      </ul>
      <p className="text-sm text-ink-soft">
        {mails === 0
          ? "No mail went out within a week."
          : `Of the newest ${count(mails)} mails, a week at most.`}{" "}
        {standings[standing]}
      </p>
    </Panel>
  );
}
