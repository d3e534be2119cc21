/** What writers do to a source, as moves that a random seed chooses and repeats. */
package io.freshet.faultinjection.history;
