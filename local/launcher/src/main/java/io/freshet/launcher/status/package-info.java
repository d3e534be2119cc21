/** {@code ./freshet status}: how sources and charts stand, beside a Freshet that runs. */
package io.freshet.launcher.status;
