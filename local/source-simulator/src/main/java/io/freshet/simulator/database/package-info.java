/** Creates source databases, tables and a reader's role, and writes rows to them. */
package io.freshet.simulator.database;
