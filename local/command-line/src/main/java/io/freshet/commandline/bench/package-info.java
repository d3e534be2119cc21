/** The options of {@code ./freshet bench …}. */
package io.freshet.commandline.bench;
