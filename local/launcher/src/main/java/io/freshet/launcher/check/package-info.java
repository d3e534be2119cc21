/** {@code ./freshet check}: tries everything that a configuration names. */
package io.freshet.launcher.check;
