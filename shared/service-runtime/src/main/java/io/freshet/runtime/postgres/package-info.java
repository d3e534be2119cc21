/** Connections to PostgreSQL as a URL asks for them, by either driver. */
package io.freshet.runtime.postgres;
