import type { Metadata } from "next";
import { countStates } from "@/lib/doctor/line";
import { realPorts } from "@/lib/doctor/real-ports";
import { runDoctor } from "@/lib/doctor/run-doctor";
import { paths } from "@/lib/paths";
import { requireOperator } from "@/lib/session/require-account";
import { SubjectPanel } from "./subject-panel";

export const metadata: Metadata = { title: "Doctor" };

/** The same lines as of "npm run doctor", as the app itself sees its surroundings. */
export default async function DoctorPage() {
  await requireOperator(paths.operatorDoctor);
  const lines = await runDoctor(realPorts(null));
  const { ok, wrong, warning, unknown } = countStates(lines);
  const subjects = [...new Set(lines.map(({ subject }) => subject))];
  return (
    <>
      <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-4">
        <h1 className="text-lg font-semibold tracking-tight">Doctor</h1>
        <p className="text-sm text-ink-soft tabular-nums">
          {ok} right, {wrong} wrong, {warning} warnings, {unknown} not checked.{" "}
          <a href={paths.operatorDoctor} className="underline underline-offset-2">
            Check again
          </a>
        </p>
      </div>
      <div className="grid items-start gap-3 xl:grid-cols-2">
        {subjects.map((subject) => (
          <SubjectPanel
            key={subject}
            subject={subject}
            lines={lines.filter((line) => line.subject === subject)}
          />
        ))}
      </div>
    </>
  );
}
