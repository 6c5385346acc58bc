-- Two roles: one that owns the database and migrates it, and one for the app, which gets rights
-- on data and none on tables themselves. "npm run db:migrate" grants those (DATABASE_APP_ROLE).
-- The image of PostgreSQL runs this once, when its volume is empty. By hand, as superuser:
--   POSTGRES_OWNER_PASSWORD=... POSTGRES_APP_PASSWORD=... psql -d latchkey -f ops/postgres/roles.sql
\set ON_ERROR_STOP on
\getenv owner_password POSTGRES_OWNER_PASSWORD
\getenv app_password POSTGRES_APP_PASSWORD
CREATE ROLE latchkey_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE latchkey_app LOGIN PASSWORD :'app_password';
ALTER DATABASE :"DBNAME" OWNER TO latchkey_owner;
