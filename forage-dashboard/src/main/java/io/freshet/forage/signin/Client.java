package io.freshet.forage.signin;

import java.util.Optional;

/**
 * Whom attempts at signing in count for.
 *
 * @param network whom limits per client count together
 * @param browser what the browser shows to be known again, which may be anything
 */
record Client(String network, Optional<String> browser) {}
