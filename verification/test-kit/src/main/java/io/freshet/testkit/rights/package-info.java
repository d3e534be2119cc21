/**
 * The least rights of services, as {@code ./freshet grants} prints them, given to servers of a
 * test.
 */
package io.freshet.testkit.rights;
