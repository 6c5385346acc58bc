import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { paths } from "@/lib/paths";
import { currentAccount } from "@/lib/session/current-account";
import { EndPage } from "../_pages/end-page";

export const metadata: Metadata = { title: "Your account is being deleted" };

export default async function AccountDeletedPage() {
  if (await currentAccount()) redirect(paths.account);
  return (
    <EndPage
      title="Your account is being deleted"
      text="You are signed out everywhere, and in a week everything that names you is erased for good. Should you change your mind until then: the mail we have just sent you holds a link that keeps the account."
      href={paths.home}
      label="Go to the start"
    />
  );
}
