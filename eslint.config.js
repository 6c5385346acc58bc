import path from "node:path";
import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";
import importX from "eslint-plugin-import-x";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";
import { productRules, zones } from "./eslint-boundaries.js";

/** Names that were replaced by the words of docs/glossary.md. They do not come back. */
const RETIRED_NAMES = [
  "makeRoom",
  "handOver",
  "awaitsHandOver",
  "disown",
  "disownMail",
  "disownPassword",
  "inspectDisownLink",
  "allowMailsAgain",
  "countRegistration",
  "countSignIn",
  "takeSignInBack",
  "countCodeAttempt",
  "withLiveCode",
  "openRegistration",
  "freshVerification",
  "hearsOfSends",
  "lostAfterMs",
  "whyUnclaimed",
  "notMeUrlOf",
  "urlOf",
  "eventOf",
  "mailBound",
  "reasonOf",
  "understand",
  "inSpan",
  "withoutSecrets",
  "withoutAddresses",
  "refuseAsTooMany",
  "leadTo",
  "nothingHere",
  "confirmByHand",
  "actingBy",
  "wasDone",
  "makeGrant",
  "redeemGrant",
  "giveTurns",
  "waitForTurn",
  "areSignUpsBraked",
  "requestMail",
  "renderMail",
  "composeMail",
  "formatMoment",
  "linkTokenOf",
  "subjectOf",
  "exchangeOf",
  "idAt",
  "comeIn",
  "MOST_CORRECTIONS",
  "holdUser",
  "Letter",
  "MailState",
  "MailSender",
  "RenderedMail",
  "MailEvent",
  "mailState",
  "parseMailSender",
  "personalData",
  "confirmAddressChange",
  "inspectAddressChangeLink",
  "pendingAddressChange",
  "cancelAddressChange",
  "requestAddressChange",
  "confirmByCode",
  "replayMail",
  "replayMailIn",
  "resendMail",
  "RawMail",
  "MailStatus",
  "MailKind",
  "newestMailState",
  "NewestMail",
  "MailProps",
  "MailSubject",
  "MailProgress",
  "CompiledMail",
  "confirmationLetter",
  "alreadyRegisteredLetter",
  "noAccountLetter",
  "waitingLetter",
  "resetLetter",
  "oldAddressLetter",
  "newAddressLetter",
  "sendNewMail",
  "resetMailState",
  "deletionMailState",
  "replayMails",
  "isMailLost",
  "compileMail",
  "askForMail",
  "MailEnd",
  "stoppedMails",
  "ownMails",
  "newestMail",
  "MailsOfThisKind",
];

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
      "**/.next/",
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
      "id-denylist": ["error", ...RETIRED_NAMES],
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
