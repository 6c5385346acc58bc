// Makes the folder of the image "tools": the operator's command line, the doctor and the migrations, each
// with all it needs in one file, so that neither a build nor 900 packages come along.
//   node bin/bundle-tools.mjs <folder>
import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";

const root = path.join(import.meta.dirname, "..");
const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error("Name the folder: node bin/bundle-tools.mjs <folder>");
  process.exit(2);
}

/** Programs, and what is typed for them: what messages name has to work in the image, too. */
const PROGRAMS = {
  "db:migrate": "packages/migrations/src/migrate",
  operator: "bin/operator",
  doctor: "bin/doctor",
};

/** Binary code, which no bundle can hold. */
const BINARY = ["@node-rs/argon2", "@prisma/schema-engine-wasm"];

await build({
  absWorkingDir: root,
  entryPoints: Object.values(PROGRAMS).map((program) => `${program}.ts`),
  outdir: path.resolve(folder),
  // The programs find files by their own place.
  outbase: root,
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  conditions: ["react-server"],
  external: [...BINARY, "pg-native"],
  // Packages that are CommonJS ask for "require".
  banner: {
    js: 'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);',
  },
  logLevel: "warning",
});

for (const name of BINARY) copyPackage(name);
// The binary for each platform that is installed here.
for (const name of readdirSync(path.join(root, "node_modules/@node-rs")))
  if (name.startsWith("argon2-")) copyPackage(`@node-rs/${name}`);
cpSync(path.join(root, "prisma/migrations"), path.join(folder, "prisma/migrations"), {
  recursive: true,
});
const scripts = Object.fromEntries(
  Object.entries(PROGRAMS).map(([name, program]) => [name, `node ${program}.js`]),
);
const manifest = { name: "latchkey-tools", private: true, type: "module", scripts };
writeFileSync(path.join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);

function copyPackage(name) {
  const [from, to] = [root, folder].map((each) => path.join(each, "node_modules", name));
  if (!existsSync(from)) throw new Error(`${name} is not installed.`);
  mkdirSync(path.dirname(to), { recursive: true });
  cpSync(from, to, { recursive: true });
}
