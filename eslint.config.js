import path from "node:path";
import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";
import importX from "eslint-plugin-import-x";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const PRODUCT = ["app", "components", "emails", "inngest", "lib"];
const productFiles = PRODUCT.map((folder) => `${folder}/**/*.{ts,tsx}`);

/** The folders of lib, lowest first. A folder imports only from folders below it. */
const LAYERS = [
  ["tracing", "metrics", "realtime", "mailbox", "bot-protection"],
  ["request", "outbox"],
  ["rate-limit", "verification"],
  ["email"],
  ["audit"],
  ["credentials"],
  ["email-change"],
  ["registration"],
  ["sign-in", "password-reset"],
  ["account"],
  ["session", "retention", "health"],
  ["operator"],
];
const folders = (layers) => layers.flat().map((name) => `./lib/${name}`);

/** Files at the top of lib are below every folder, and folders do not import from a higher layer. */
const layerZones = LAYERS.map((layer, index) => ({
  target: index === 0 ? [...folders([layer]), "./lib/*.ts"] : folders([layer]),
  from: folders(LAYERS.slice(index + 1)),
  message: "lib has an order (docs/architecture.md): import only from a lower layer.",
})).slice(0, -1);

/** Which folder may not import from which, and where to go instead. */
const zones = [
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
    target: ["./components", "./emails"],
    from: "./lib",
    except: ["./paths.ts"],
    message: "Components and emails take props; only lib/paths is common knowledge.",
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
    allowed: ["app/**", "components/**", "lib/session/**"],
    message: "next/* stays in app, components and lib/session.",
  },
  {
    regex: "^@(aws-sdk|smithy)/",
    allowed: ["lib/email/ses.ts", "lib/email/ses-suppression-list.ts"],
    message: "Only lib/email/ses.ts and lib/email/ses-suppression-list.ts speak to AWS.",
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

const KEBAB_CASE = /^_?[a-z0-9]+(-[a-z0-9]+)*(\.(config|d|spec|test))?\.[a-z]+$/;

/** House rule: a file is named in kebab-case, for its one export. */
const kebabCaseFiles = {
  create: (context) => ({
    Program(node) {
      const name = path.basename(context.filename);
      if (KEBAB_CASE.test(name)) return;
      context.report({ node, message: `Name this file in kebab-case, not "${name}".` });
    },
  }),
};

export default tseslint.config(
  {
    ignores: [
      ".local/",
      ".next/",
      ".react-email/",
      "lib/generated/",
      "next-env.d.ts",
      "playwright-report/",
      "test-results/",
    ],
  },
  ...tseslint.configs.recommended,
  {
    plugins: { house: { rules: { "kebab-case-files": kebabCaseFiles } }, "import-x": importX },
    settings: {
      "import-x/extensions": [".ts", ".tsx"],
      "import-x/parsers": { "@typescript-eslint/parser": [".ts", ".tsx"] },
      "import-x/resolver-next": [createTypeScriptImportResolver()],
    },
    rules: {
      "house/kebab-case-files": "error",
      "max-lines": ["error", { max: 250 }],
      eqeqeq: "error",
      "import-x/no-cycle": "error",
      "import-x/no-restricted-paths": ["error", { basePath: import.meta.dirname, zones }],
      // Playwright's fixtures that need nothing are written with an empty pattern.
      "no-empty-pattern": "off",
    },
  },
  {
    files: ["**/*.{ts,tsx}"],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/consistent-type-imports": [
        "error",
        { disallowTypeAnnotations: false, fixStyle: "inline-type-imports" },
      ],
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "@typescript-eslint/only-throw-error": "error",
      "@typescript-eslint/prefer-promise-reject-errors": "error",
      "@typescript-eslint/return-await": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
    },
  },
  {
    files: ["app/**", "components/**", "emails/**"],
    ...reactHooks.configs.flat.recommended,
  },
  ...productRules(),
  {
    files: ["tests/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          paths: [
            {
              name: "vitest",
              importNames: ["it"],
              message: "Write test(…): one word for one thing.",
            },
          ],
        },
      ],
    },
  },
);

/**
 * Where several of these match a file, the last replaces the others. So every home of a
 * package gets its own whole list of what it may not import, the widest home first.
 */
function productRules() {
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
      files: productFiles,
      rules: { "no-console": "error" },
    },
  ];
}

/** Whether every file of the second pattern is one of the first. */
function covers(outer, inner) {
  return outer === inner || (outer.endsWith("/**") && inner.startsWith(outer.slice(0, -2)));
}
