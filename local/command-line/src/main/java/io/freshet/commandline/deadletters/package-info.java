/** The options of {@code ./freshet dead-letters …}. */
package io.freshet.commandline.deadletters;
