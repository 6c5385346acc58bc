// Who may import what: the folders, the order inside lib, and where each package is used.

const PRODUCT = ["app", "components", "emails", "inngest", "lib"];
const productFiles = PRODUCT.map((folder) => `${folder}/**/*.{ts,tsx}`);

/** The folders of lib, lowest first. A folder imports only from folders below it. */
const LAYERS = [
  ["i18n", "tracing", "metrics", "realtime", "mailbox", "bot-protection", "next-internals"],
  ["request", "outbox", "phone"],
  ["rate-limit", "verification"],
  ["email"],
  ["text", "phone-code"],
  ["audit"],
  ["credentials"],
  ["second-factor"],
  ["passkey"],
  ["email-change"],
  ["registration"],
  ["sign-in", "password-reset"],
  ["account"],
  ["session", "retention", "health"],
  ["doctor"],
  ["operator"],
];
const folders = (layers) => layers.flat().map((name) => `./lib/${name}`);

/** Files at the top of lib are below every folder, and folders do not import from a higher layer. */
const layerZones = LAYERS.map((layer, index) => ({
  target: index === 0 ? [...folders([layer]), "./lib/*.ts"] : folders([layer]),
  from: folders(LAYERS.slice(index + 1)),
  message: "lib has an order (docs/architecture.md): import only from a lower layer.",
})).slice(0, -1);

/**
 * The operator's console: nothing else imports it, apart from the lines that are marked as its
 * own. docs/operations/remove-the-operator-console.md says how to do without it.
 */
const consoleZone = {
  target: [
    "./app/!(operator)/**/*",
    "./app/*",
    "./components/!(charts)/**/*",
    "./components/*",
    "./emails",
    "./inngest/functions/!(index).ts",
    "./inngest/!(sweep).ts",
    "./lib/!(operator)/**/*",
    "./lib/*",
  ],
  from: ["./app/operator", "./components/charts", "./inngest/operator", "./lib/operator"],
  message: "The operator's console can be removed: nothing else depends on it.",
};

/** Which folder may not import from which, and where to go instead. */
export const zones = [
  consoleZone,
  ...layerZones,
  {
    target: "./lib",
    from: ["./app", "./components"],
    message: "lib is true without pages. Let app call lib, and give it what it needs.",
  },
  {
    target: "./lib",
    from: "./inngest",
    except: ["./events.ts"],
    message: "lib knows the vocabulary of inngest/events only; functions call lib.",
  },
  {
    target: "./inngest",
    from: ["./app", "./components", "./emails"],
    message: "A durable function calls one function of lib in each step; lib/email renders.",
  },
  {
    target: "./components",
    from: ["./app", "./emails", "./inngest", "./prisma"],
    message: "Components are UI without features: pass in what they show.",
  },
  {
    target: "./components",
    from: "./lib",
    except: ["./paths.ts", "./brand.ts"],
    message: "Components take props; only lib/paths and lib/brand are common knowledge.",
  },
  {
    target: "./emails",
    from: "./lib",
    except: ["./brand.ts", "./i18n"],
    message: "Emails take props; only lib/brand and lib/i18n are common knowledge.",
  },
  {
    target: "./emails",
    from: ["./app", "./components", "./inngest", "./prisma"],
    message: "Emails take props and return JSX.",
  },
  {
    target: [
      "./app",
      "./components",
      "./emails",
      "./inngest",
      "./lib/!(generated|db.ts)/**/*",
      "./lib/!(db).ts",
    ],
    from: "./lib/generated",
    message: "The generated client is reached through lib/db.ts.",
  },
  {
    target: ["./app", "./components", "./emails", "./inngest", "./lib", "./bin"],
    from: ["./packages", "./tests"],
    message: "The product finds its surroundings by URLs in the environment, never by import.",
  },
  {
    target: "./packages/*/src",
    from: [...PRODUCT.map((folder) => `./${folder}`), "./bin", "./tests"],
    message: "A package works without the product: give it what it needs by its environment.",
  },
];

/** Which package belongs where. Each entry lists the files that may import it. */
const packages = [
  {
    regex: "^next(/|$)",
    allowed: [
      "app/**",
      "components/**",
      "lib/session/**",
      "lib/next-internals/**",
      "lib/i18n/request-locale.ts",
    ],
    message: "next/* stays in app, components, lib/session, lib/next-internals and request-locale.",
  },
  {
    regex: "^@(aws-sdk|smithy)/",
    allowed: [
      "lib/email/ses.ts",
      "lib/email/ses-suppression-list.ts",
      "lib/text/sns.ts",
      "lib/doctor/**",
    ],
    message: "Only lib/email/ses*.ts, lib/text/sns.ts and lib/doctor speak to AWS.",
  },
  {
    regex: "^(use-intl|negotiator)(/|$)",
    allowed: ["lib/i18n/**"],
    message: "Languages are chosen and texts are written in lib/i18n.",
  },
  {
    regex: "^libphonenumber-js(/|$)",
    allowed: ["lib/phone/**"],
    message: "Numbers are read in lib/phone.",
  },
  {
    regex: "^@simplewebauthn/",
    allowed: ["lib/passkey/**", "app/_passkeys/**"],
    message: "Passkeys are checked in lib/passkey, and asked for in app/_passkeys.",
  },
  {
    regex: "^nodemailer(/|$)",
    allowed: ["lib/email/**"],
    message: "Emails are composed and sent in lib/email.",
  },
  {
    regex: "^inngest(/|$)",
    allowed: ["inngest/**", "app/api/inngest/**"],
    message: "Only inngest/ and app/api/inngest know Inngest; elsewhere enqueue an event.",
  },
  {
    regex: "^(@prisma/|pg$)",
    allowed: ["lib/db.ts", "lib/realtime/**"],
    message: "The database is reached through lib/db.ts.",
  },
  {
    regex: "^(react-email$|@react-email/)",
    allowed: ["emails/**", "lib/email/**"],
    message: "Emails are written in emails/ and rendered by lib/email.",
  },
];

const environmentRule = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: "The environment is read and checked in lib/env.ts; import { env } from there.",
};

/** Texts of pages and emails stand in messages/, in every language. */
const textRules = [
  { selector: "JSXText[value=/\\p{L}{2}/u]", message: "Put this text into messages/." },
  {
    selector:
      "JSXAttribute[name.name=/^(title|label|hint|alt|placeholder|pendingLabel|preview|aria-label)$/] > Literal[value=/\\p{L}{2}/u]",
    message: "Put this text into messages/.",
  },
  {
    selector:
      ":matches(Property[key.name=/^(title|text|label|advice|refusal)$/], JSXExpressionContainer) > :matches(Literal[value=/\\p{Lu}\\p{L}* /u], TemplateLiteral > TemplateElement[value.raw=/\\p{Lu}\\p{L}* /u])",
    message: "Put this text into messages/.",
  },
];

/**
 * Where several of these match a file, the last replaces the others. So every home of a
 * package gets its own whole list of what it may not import, the widest home first.
 */
export function productRules() {
  const homes = [...new Set(packages.flatMap((each) => each.allowed))];
  homes.sort((a, b) => a.length - b.length);
  const restrict = (files, ignores, allowedHere) => ({
    files,
    ignores,
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: packages
            .filter((each) => !allowedHere.some((home) => each.allowed.includes(home)))
            .map(({ regex, message }) => ({ regex, message })),
        },
      ],
    },
  });
  return [
    restrict(productFiles, [], []),
    ...homes.map((home) =>
      restrict(
        [home],
        [],
        homes.filter((other) => covers(other, home)),
      ),
    ),
    {
      files: productFiles,
      ignores: ["lib/env.ts"],
      rules: { "no-restricted-syntax": ["error", environmentRule] },
    },
    {
      files: ["app/**/*.{ts,tsx}", "components/**/*.tsx", "emails/**/*.tsx"],
      ignores: ["app/operator/**", "components/charts/**", "components/ui/pager.tsx"],
      rules: { "no-restricted-syntax": ["error", environmentRule, ...textRules] },
    },
    {
      files: productFiles,
      rules: { "no-console": "error" },
    },
  ];
}

/** Whether every file of the second pattern is one of the first. */
function covers(outer, inner) {
  return outer === inner || (outer.endsWith("/**") && inner.startsWith(outer.slice(0, -2)));
}
