import path from "node:path";

// The smallest app that Next.js runs: what it costs is the floor of everything the product does.
// It is JavaScript because Next.js would write a tsconfig.json beside TypeScript.
export default {
  poweredByHeader: false,
  // Next.js itself is found above this folder.
  turbopack: { root: path.join(import.meta.dirname, "../../..") },
};
