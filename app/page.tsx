import { FlowDrawing } from "@/components/flow-drawing";
import { ButtonLink } from "@/components/ui/button-link";
import { PageShell } from "@/components/ui/page-shell";
import { paths } from "@/lib/paths";

const steps = [
  {
    title: "Register",
    text: "Give an address and a password. Neither is good for anything yet: typing an address proves nothing.",
  },
  {
    title: "Open the mail",
    text: "It holds a link and a six-digit code. The page you came from shows how far the mail has got.",
  },
  {
    title: "Confirm",
    text: "In your own browser one click is enough. In any other we ask for the password first.",
  },
  {
    title: "You are in",
    text: "The page that was waiting signs itself in. From then on address and password open the door.",
  },
];

const promises = [
  {
    title: "Your password, or none",
    text: "Whoever registers your address before you gains nothing: their password does not come alive when you click.",
  },
  {
    title: "No mail gets lost",
    text: "A registration and its mail are written down together, so a crash or an outage delays the mail and does not swallow it.",
  },
  {
    title: "Accounts stay private",
    text: "The form answers alike for every address. Who already has an account is told so by mail, and only there.",
  },
];

// Kept for everybody who brings no query and no cookie: lib/next-internals/keep-pages.ts.
export default function HomePage() {
  return (
    <PageShell width="wide">
      <section className="grid items-center gap-10 pb-6 sm:pb-12 lg:grid-cols-[1.15fr_1fr] lg:gap-16">
        <div className="flex flex-col items-start gap-6">
          <h1 className="text-3xl font-semibold tracking-tight text-balance">
            An account for the person who owns the address
          </h1>
          <p className="max-w-prose text-lg text-ink-soft">
            Latchkey registers people, proves that the address they gave is theirs, and lets them
            in. It is a complete application, made for teams who want to copy a registration that is
            done right.
          </p>
          <div className="flex flex-wrap gap-3">
            <ButtonLink href={paths.register}>Create account</ButtonLink>
            <ButtonLink href={paths.signIn} variant="secondary">
              Sign in
            </ButtonLink>
          </div>
        </div>
        <FlowDrawing className="mx-auto w-full max-w-md" />
      </section>

      <section aria-labelledby="how" className="flex flex-col gap-6 border-t border-line pt-10">
        <h2 id="how" className="text-xl font-semibold tracking-tight">
          How it works
        </h2>
        <ol className="grid gap-x-8 gap-y-6 sm:grid-cols-2 lg:grid-cols-4">
          {steps.map(({ title, text }, at) => (
            <li key={title} className="flex flex-col gap-2">
              <span
                aria-hidden="true"
                className="grid size-8 place-items-center rounded-full bg-accent-tint text-sm font-semibold text-accent tabular-nums"
              >
                {at + 1}
              </span>
              <h3 className="font-semibold">{title}</h3>
              <p className="text-ink-soft">{text}</p>
            </li>
          ))}
        </ol>
      </section>

      <section aria-labelledby="promises" className="flex flex-col gap-6 pt-8">
        <h2 id="promises" className="text-xl font-semibold tracking-tight">
          What it takes care of
        </h2>
        <dl className="grid gap-x-8 gap-y-6 rounded-lg border border-line bg-surface p-5 shadow-card sm:p-8 lg:grid-cols-3">
          {promises.map(({ title, text }) => (
            <div key={title} className="flex flex-col gap-1">
              <dt className="font-semibold">{title}</dt>
              <dd className="text-ink-soft">{text}</dd>
            </div>
          ))}
        </dl>
      </section>
    </PageShell>
  );
}
