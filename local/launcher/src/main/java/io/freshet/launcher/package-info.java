/** {@code ./freshet}: all services in one JVM, and commands around them. */
package io.freshet.launcher;
