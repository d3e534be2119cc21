/**
 * Every command of {@code ./freshet}: its options, its help, and what is wrong with what was typed.
 */
package io.freshet.commandline;
