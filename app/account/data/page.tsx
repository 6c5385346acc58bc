import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { paths } from "@/lib/paths";
import { requireFreshAccount } from "@/lib/session/require-account";
import { SettingsPage } from "../settings-page";

export const metadata: Metadata = { title: "Your data" };

const contents = [
  "your account: its address and since when it has been yours",
  "every registration made with your address, with when and from where",
  "the browsers you signed in with",
  "new passwords and changes of address that were asked for",
  "each mail to you: which one, when, and how far it came",
  "kinds of mail that you have stopped",
  "everything under “Recent activity”, and what is too old to be shown there",
];

export default async function DataPage() {
  await requireFreshAccount(paths.accountData);
  return (
    <SettingsPage title="Your data" intro="Everything we hold about you, in one file.">
      <Card>
        <div>
          <p>It is a JSON file, which people and programs can read. In it:</p>
          <ul className="list-disc space-y-1 pt-2 pl-5 marker:text-ink-soft">
            {contents.map((content) => (
              <li key={content}>{content}</li>
            ))}
          </ul>
        </div>
        <p className="text-ink-soft">
          Your password is not in it: we only keep a value from which nobody can tell it. The texts
          of mails are not kept at all.
        </p>
        <p>
          <ButtonLink href={paths.dataDownload}>Download my data</ButtonLink>
        </p>
      </Card>
      <p className="text-sm text-ink-soft">
        Keep the file to yourself: it says from which networks you were here.
      </p>
    </SettingsPage>
  );
}
