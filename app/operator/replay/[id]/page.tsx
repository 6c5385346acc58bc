import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { AddressText } from "@/components/ui/address-text";
import { BackLink } from "@/components/ui/back-link";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { PageHeading } from "@/components/ui/page-heading";
import { ProgressBar } from "@/components/ui/progress-bar";
import { StatusLine } from "@/components/ui/status-line";
import { countDeadLetters, findReplay } from "@/lib/operator/actions/replay-all";
import { paths } from "@/lib/paths";
import { requireOperator } from "@/lib/session/require-account";
import { Moment } from "../../../_pages/moment";
import { failureKinds, emailsInWords, replayHref } from "../replay-kinds";
import { KeepLooking } from "./keep-looking";

export const metadata: Metadata = { title: "Retry failed emails" };

/** More than this is told as "more than". */
const COUNTED = 1_000;

const figure = new Intl.NumberFormat("en-GB");

type Props = { params: Promise<{ id: string }> };

export default async function ReplayProgressPage({ params }: Props) {
  const { id } = await params;
  await requireOperator(`${paths.operator}/replay/${id}`);
  const replay = z.uuid().safeParse(id).success ? await findReplay(id) : null;
  if (!replay) notFound();
  const { failureCode, total, done, endedAt } = replay;
  const left = endedAt ? await countDeadLetters(failureCode, COUNTED + 1) : 0;
  const href = `${paths.operator}/replay/${replay.id}`;
  return (
    <div className="flex w-full max-w-2xl flex-col gap-6 lg:pt-6">
      <BackLink href={paths.operatorFailed}>Failed emails</BackLink>
      <PageHeading title="Retry failed emails">
        {failureCode === null
          ? "All failures"
          : (failureKinds.get(failureCode)?.label ?? failureCode)}
      </PageHeading>
      <Card>
        <StatusLine
          state={endedAt ? "done" : done > 0 ? "working" : "queued"}
          label={
            endedAt
              ? `Done: ${emailsInWords(done, done)} retried`
              : done > 0
                ? "Retrying…"
                : "Starting…"
          }
        >
          {endedAt &&
            done < total &&
            "The rest were sent, retried or cancelled elsewhere, or the run was interrupted."}
        </StatusLine>
        <ProgressBar
          label="Emails retried"
          done={done}
          total={Math.max(total, done)}
          text={`${figure.format(done)} of ${figure.format(Math.max(total, done))}`}
        />
        {!endedAt && <KeepLooking href={href} />}
        <DescriptionList
          items={[
            { term: "Requested", detail: <Moment at={replay.createdAt} /> },
            { term: "By", detail: <AddressText>{replay.operator ?? "Command line"}</AddressText> },
            { term: "Reason", detail: replay.reason },
            ...(endedAt ? [{ term: "Finished", detail: <Moment at={endedAt} /> }] : []),
            ...(endedAt
              ? [{ term: "Still failing this way", detail: emailsInWords(left, COUNTED) }]
              : []),
          ]}
        />
        {left > 0 && (
          <p>
            <ButtonLink href={replayHref(failureCode)} variant="secondary">
              Retry the rest
            </ButtonLink>
          </p>
        )}
      </Card>
    </div>
  );
}
