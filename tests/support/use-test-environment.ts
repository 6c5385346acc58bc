// Gives every integration test file a migrated database of its own and the product's
// environment, before the product is imported. The databases go with their server.
import { createTestDatabase } from "./database";
import { testEnvironment } from "./test-environment";

const database = await createTestDatabase();
Object.assign(process.env, testEnvironment({ databaseUrl: database.url, port: 3000 }));
