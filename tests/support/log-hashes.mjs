// Preloaded into a built app (node --import): writes down when a password hash begins and ends,
// and each time that Node.js loads the lists of words. Both runtimes of Next.js load the two
// packages through Node.js, so both are seen.
import { appendFileSync } from "node:fs";
import Module from "node:module";

const note = (line) => appendFileSync(process.env.HASH_LOG, `${line}\n`);

function watched(name, work) {
  return async (...values) => {
    note(`begin ${name}`);
    try {
      return await work(...values);
    } finally {
      note(`end ${name}`);
    }
  };
}

const load = Module._load;
let argon2;
Module._load = function (request, parent, isMain) {
  if (/@zxcvbn-ts\/language-en/.test(request)) {
    const file = Module._resolveFilename(request, parent, isMain);
    if (!Module._cache[file]) note("load words");
  }
  const loaded = load.call(this, request, parent, isMain);
  if (!/^@node-rs\/argon2/.test(request) || !loaded.verify) return loaded;
  return (argon2 ??= {
    ...loaded,
    hash: watched("hash", loaded.hash),
    verify: watched("verify", loaded.verify),
  });
};
