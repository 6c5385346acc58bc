import type { Undoable } from "@/lib/email-change/undo";
import { maskAddress } from "@/lib/email/mask-address";
import { getTranslations } from "@/lib/i18n/request-locale";
import { findFactorRemoval } from "@/lib/second-factor/factor-removal";
import { Moment } from "../_pages/moment";
import { strong } from "../_pages/strong";

type Props = { undoable: Undoable };

const moment = (at: Date) => () => <Moment at={at} />;

async function FactorRemoval({ userId, address }: { userId: string; address: string }) {
  const [t, removal] = [await getTranslations("undo"), await findFactorRemoval(userId)];
  const named = { address, strong };
  return (
    <>
      {removal && (
        <p>
          {t.rich("removal", {
            ...named,
            started: moment(removal.startedAt),
            when: moment(removal.dueAt),
          })}
        </p>
      )}
      <p>{t("removalStopped")}</p>
    </>
  );
}

/** What was done or asked for, and precisely what the button will do. */
export async function WhatWillHappen({ undoable }: Props) {
  const t = await getTranslations("undo");
  if (undoable.kind === "factor_removal")
    return <FactorRemoval userId={undoable.user.id} address={undoable.user.originalAddress} />;
  if (undoable.kind === "deletion") {
    const { originalAddress: address, eraseAt } = undoable.user;
    return (
      <>
        <p>
          {eraseAt
            ? t.rich("deletionOn", { address, strong, when: moment(eraseAt) })
            : t.rich("deletion", { address, strong })}
        </p>
        <p>{t("deletionUndone")}</p>
      </>
    );
  }
  const { oldOriginalAddress: from, newOriginalAddress, createdAt, confirmedAt } = undoable.change;
  const named = { from, to: maskAddress(newOriginalAddress), strong };
  return confirmedAt ? (
    <>
      <p>{t.rich("changed", { ...named, when: moment(confirmedAt) })}</p>
      <p>{t("changedUndone")}</p>
    </>
  ) : (
    <>
      <p>{t.rich("asked", { ...named, when: moment(createdAt) })}</p>
      <p>{t("askedUndone")}</p>
    </>
  );
}
