import { ActionLink } from "./_components/action-link";
import { Facts } from "./_components/facts";
import { Layout } from "./_components/layout";
import { Paragraph } from "./_components/paragraph";
import { SectionTitle } from "./_components/section-title";

type Props = {
  address: string;
  /** Opens the page that keeps the account. */
  undoUrl: string;
  /** When it is erased for good; with the time zone, as every time here. */
  eraseAt: string;
  requestedAt: string;
  /** Browser, system and network address of the request, or that an administrator did it. */
  requestedFrom: string;
  /** Who closed the account, as a sentence. */
  because: string;
  /** What to do for who did not ask for it, as sentences. */
  advice: string;
};

export function subject() {
  return "Latchkey: your account will be deleted";
}

/** Sent when the deletion of an account was asked for; it can be undone until it is erased. */
export function AccountDeletion(props: Props) {
  return (
    <Layout
      title="Your account will be deleted"
      preview="You are signed out everywhere. Until it is erased you can keep your account."
      why="your address belongs to an account there"
    >
      <Paragraph>
        {props.because} You are signed out everywhere. If you want the account deleted, you need to
        do nothing.
      </Paragraph>
      <Paragraph>If you have changed your mind, keep it:</Paragraph>
      <ActionLink href={props.undoUrl} label="Keep my account">
        The link works until {props.eraseAt}; then the account is erased for good. It opens a page
        with a button; nothing happens before you press that.
      </ActionLink>
      <SectionTitle>About this request</SectionTitle>
      <Facts
        items={[
          { name: "Address", value: props.address },
          { name: "When", value: props.requestedAt },
          { name: "From", value: props.requestedFrom },
        ]}
      />
      <SectionTitle>If this was not you</SectionTitle>
      <Paragraph>{props.advice}</Paragraph>
    </Layout>
  );
}

AccountDeletion.PreviewProps = {
  address: "ann.archer@example.org",
  undoUrl:
    "https://latchkey.example/undo/2.AZqrekHGdI-y6Q1cg_eh5A.M6xZq1KvT9yRcG3sNw8JbL5hPd0fEuXaVi4oWt7BkYr",
  eraseAt: "29 November 2026, 14:30 UTC",
  requestedAt: "22 November 2026, 14:30 UTC",
  requestedFrom: "Firefox on Linux, 203.0.113.7",
  because: "Someone, perhaps you, asked to delete your account at Latchkey and gave its password.",
  advice:
    "Then somebody knows your password. Keep your account as said above, and choose a new password at once.",
} satisfies Props;

export default AccountDeletion;
