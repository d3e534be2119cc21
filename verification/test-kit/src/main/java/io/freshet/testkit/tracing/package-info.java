/** A receiver of traces, for tests. */
package io.freshet.testkit.tracing;
