/** What lines of the log say besides their sentence. */
package io.freshet.runtime.logging;
