/** The soak command. */
package io.freshet.trials.soak;
