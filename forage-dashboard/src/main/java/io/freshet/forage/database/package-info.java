/** The Postgres schema that keeps accounts, sessions and dashboards. */
package io.freshet.forage.database;
