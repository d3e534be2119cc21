/** A Postgres that runs as a child of this process. */
package io.freshet.embedded.postgres;
