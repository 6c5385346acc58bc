import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button-link";
import { Alert } from "@/components/ui/alert";
import { TextLink } from "@/components/ui/text-link";
import { countStates, type Line } from "@/lib/doctor/line";
import { readRecentLines } from "@/lib/doctor/recent-lines";
import { paths } from "@/lib/paths";
import { requireFreshOperator, requireOperator } from "@/lib/session/require-account";
import { Instant } from "../people/_person/instant";
import { SubjectPanel, toPanelId } from "./subject-panel";

export const metadata: Metadata = { title: "Doctor" };

/** A visit to the page alone asks nobody: the checks ask AWS, DNS and Inngest. */
const RUN = `${paths.operatorDoctor}?run=1`;

type MendProps = { tone: "danger" | "warning"; title: string; lines: Line[] };

/** What to mend first, of some forty lines. */
function LinesToMend({ tone, title, lines }: MendProps) {
  if (lines.length === 0) return null;
  return (
    <Alert tone={tone} title={title}>
      <ul className="space-y-1">
        {lines.map(({ subject, name, found }) => (
          <li key={`${subject} ${name} ${found}`} className="wrap-anywhere">
            <TextLink href={`#${toPanelId(subject)}`}>
              {subject}: {name}
            </TextLink>
            {tone === "danger" && `. ${found}`}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

/** The lines of "npm run doctor", as the app itself sees its surroundings. */
async function Lines() {
  const { at, lines } = await readRecentLines();
  const { ok, wrong, warning, unknown } = countStates(lines);
  const subjects = [...new Set(lines.map(({ subject }) => subject))];
  return (
    <>
      <p role="status" className="text-sm text-ink-soft tabular-nums">
        Checked <Instant at={at} />: {ok} right, {wrong} wrong, {warning}{" "}
        {warning === 1 ? "warning" : "warnings"}, {unknown} not checked.
      </p>
      <LinesToMend
        tone="danger"
        title="Emails, events or links are at risk"
        lines={lines.filter(({ state }) => state === "wrong")}
      />
      <LinesToMend
        tone="warning"
        title="Worth a look"
        lines={lines.filter(({ state }) => state === "warning" || state === "unknown")}
      />
      <div className="gap-3 xl:columns-2">
        {subjects.map((subject) => (
          <div key={subject} className="break-inside-avoid pb-3">
            <SubjectPanel
              subject={subject}
              lines={lines.filter((line) => line.subject === subject)}
            />
          </div>
        ))}
      </div>
    </>
  );
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function DoctorPage({ searchParams }: Props) {
  const query = await searchParams;
  await requireOperator(paths.operatorDoctor, query);
  const isRun = "run" in query;
  if (isRun) await requireFreshOperator(RUN);
  return (
    <>
      <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h1 className="text-lg font-semibold tracking-tight">Doctor</h1>
        <ButtonLink
          href={RUN}
          variant={isRun ? "secondary" : "primary"}
          className="text-sm lg:min-h-9 lg:px-3 lg:py-1"
        >
          {isRun ? "Run again" : "Run the checks"}
        </ButtonLink>
      </div>
      {isRun ? (
        <Lines />
      ) : (
        <p className="max-w-prose text-ink-soft">
          Checks the environment, the database, Inngest, SES and its events, DNS and the clock, as
          the app sees them. It changes nothing and takes some seconds.
        </p>
      )}
    </>
  );
}
