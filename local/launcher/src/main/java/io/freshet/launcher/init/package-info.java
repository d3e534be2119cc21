/**
 * {@code ./freshet init}: a configuration and a definition for a database that nobody described.
 */
package io.freshet.launcher.init;
