import { SubmitButton } from "@/components/ui/submit-button";
import { AboutField } from "../_forms/about-field";
import { Moment } from "../_pages/moment";
import { allow, disown } from "./actions";

type Props = { deliveryId: string; stoppedUntil: Date | null };

/** Says whether a kind of email is stopped and until when, and changes that. */
export function EmailsOfThisKind({ deliveryId, stoppedUntil }: Props) {
  if (!stoppedUntil)
    return (
      <>
        <p>Mails of this kind to this address are allowed.</p>
        <form action={disown}>
          <AboutField id={deliveryId} />
          <SubmitButton variant="secondary" pendingLabel="Stopping…">
            Stop these mails for 30 days
          </SubmitButton>
        </form>
      </>
    );
  return (
    <>
      <p>
        Mails of this kind to this address are stopped until <Moment at={stoppedUntil} />, also
        those you ask for yourself. If you need one before, allow them again.
      </p>
      <form action={allow}>
        <AboutField id={deliveryId} />
        <SubmitButton variant="secondary" pendingLabel="Allowing…">
          Allow these mails again
        </SubmitButton>
      </form>
    </>
  );
}
