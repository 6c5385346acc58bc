import type { Undoable } from "@/lib/email-change/undo";
import { maskAddress } from "@/lib/email/mask-address";
import { Moment } from "../_pages/moment";

type Props = { undoable: Undoable };

function Address({ children }: { children: string }) {
  return <strong className="font-semibold wrap-anywhere text-ink">{children}</strong>;
}

/** What was done or asked for, and precisely what the button will do. */
export function WhatWillHappen({ undoable }: Props) {
  if (undoable.kind === "deletion") {
    const { originalAddress, eraseAt } = undoable.user;
    return (
      <>
        <p>
          The account of <Address>{originalAddress}</Address>{" "}
          {eraseAt ? (
            <>
              will be erased for good on <Moment at={eraseAt} />.
            </>
          ) : (
            "was to be deleted."
          )}
        </p>
        <p>Keep it, and everything is as before: you sign in with the same address and password.</p>
      </>
    );
  }
  const { oldOriginalAddress, newOriginalAddress, createdAt, confirmedAt } = undoable.change;
  const newAddress = maskAddress(newOriginalAddress);
  return confirmedAt ? (
    <>
      <p>
        On <Moment at={confirmedAt} /> your account was moved from{" "}
        <Address>{oldOriginalAddress}</Address> to <Address>{newAddress}</Address>.
      </p>
      <p>
        Undo the change, and your account has its old address again, everybody is signed out, and
        the password is void: you choose a new one with a mail to the old address.
      </p>
    </>
  ) : (
    <>
      <p>
        On <Moment at={createdAt} /> somebody who is signed in to your account asked to move it from{" "}
        <Address>{oldOriginalAddress}</Address> to <Address>{newAddress}</Address>. Nothing has
        changed yet.
      </p>
      <p>
        Undo the change, and your account keeps its address. Nobody is signed out, and the password
        stays as it is.
      </p>
    </>
  );
}
