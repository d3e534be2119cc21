/** Removing for good what is held of a source that is no longer declared. */
package io.freshet.launcher.forget;
