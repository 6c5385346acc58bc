import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { BackLink } from "@/components/ui/back-link";
import { Card } from "@/components/ui/card";
import { PageHeading } from "@/components/ui/page-heading";
import { TextLink } from "@/components/ui/text-link";
import { countFailures, COUNTED_FAILURES } from "@/lib/operator/lists/count-failures";
import { countDeadLetters } from "@/lib/operator/actions/replay-all";
import { paths } from "@/lib/paths";
import { requireFreshOperator, requireOperator } from "@/lib/session/require-account";
import { typedOn } from "@/lib/session/typed-cookie";
import { failureKinds, emailsInWords, replayHref } from "./replay-kinds";
import { ReplayForm } from "./replay-form";

export const metadata: Metadata = { title: "Retry failed emails" };

/** More than this is told as "more than". */
const COUNTED = 10_000;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** The kinds of failure that emails wait with. */
async function Kinds() {
  const kinds = await countFailures();
  if (kinds.length === 0)
    return (
      <Card>
        <p>No failed emails to retry.</p>
      </Card>
    );
  return (
    <Card>
      <ul className="divide-y divide-line border-y border-line">
        {kinds.map(({ code, mails }) => (
          <li key={code} className="flex flex-wrap justify-between gap-x-6 py-3">
            <TextLink href={replayHref(code)}>{failureKinds.get(code)?.label ?? code}</TextLink>
            <span className="text-ink-soft">{emailsInWords(mails, COUNTED_FAILURES)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

export default async function ReplayPage({ searchParams }: Props) {
  const query = await searchParams;
  await requireOperator(`${paths.operator}/replay`, query);
  const { code } = query;
  const kind = typeof code === "string" ? failureKinds.get(code) : undefined;
  if (kind) await requireFreshOperator(`${paths.operator}/replay?code=${String(code)}`);
  const mails = kind && typeof code === "string" ? await countDeadLetters(code, COUNTED + 1) : 0;
  return (
    <div className="flex w-full max-w-2xl flex-col gap-6 lg:pt-6">
      <BackLink href={paths.operatorFailed}>Failed emails</BackLink>
      <PageHeading title="Retry failed emails">
        {kind?.label ?? "Choose a failure type to retry."}
      </PageHeading>
      {!kind || typeof code !== "string" ? (
        <Kinds />
      ) : (
        <Card>
          <p className="text-lg font-medium first-letter:uppercase">
            {mails === 0 ? "Nothing to retry." : `${emailsInWords(mails, COUNTED)} failed this way`}
          </p>
          <p className="text-ink-soft">{kind.advice}</p>
          {mails > 0 && (
            <>
              <p>
                Each is retried with the same link and code, within your sending limits. Emails no
                longer needed are skipped.
              </p>
              {/* Made with the form: the same form sent twice is one action. */}
              <ReplayForm
                kind={code}
                button={
                  mails > COUNTED ? "Retry all" : `Retry all ${emailsInWords(mails, COUNTED)}`
                }
                actionId={randomUUID()}
                typed={await typedOn(replayHref(code), code)}
              />
            </>
          )}
        </Card>
      )}
    </div>
  );
}
