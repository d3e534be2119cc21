/** {@code ./freshet dead-letters}: what could not be applied, and what becomes of it. */
package io.freshet.launcher.deadletters;
