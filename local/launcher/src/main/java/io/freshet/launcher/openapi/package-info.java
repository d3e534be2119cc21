/** {@code ./freshet openapi}: what describes the charts to programs. */
package io.freshet.launcher.openapi;
