package io.freshet.configuration;

import java.net.URI;

/** Who may see charts. */
public sealed interface ChartsGuard {

    /** Everybody who reaches the port. */
    record Nobody() implements ChartsGuard {}

    /**
     * One token, for all who know it.
     *
     * @param token what a request must show
     */
    record Token(Secret token) implements ChartsGuard {}

    /**
     * An OpenID Connect provider: whoever shows a token of it.
     *
     * @param issuer the provider, as its tokens name it; by https, or on this machine
     * @param audience whom its tokens must be for
     */
    record Provider(URI issuer, String audience) implements ChartsGuard {}
}
