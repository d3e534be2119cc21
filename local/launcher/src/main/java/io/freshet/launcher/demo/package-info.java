/** {@code ./freshet demo}: everything embedded, over simulated sources. */
package io.freshet.launcher.demo;
