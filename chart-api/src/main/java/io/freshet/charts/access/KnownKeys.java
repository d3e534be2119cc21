package io.freshet.charts.access;

import io.freshet.charts.settings.ChartLimits;
import io.freshet.configuration.ChartsGuard;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * The keys that a provider signs with, as it told them at a time, and the tokens that were found
 * good with them. Others than those with a signature by a key of its own are never good: none
 * without one, none by a shared secret. Thread-safe; verifying takes a processor for up to a
 * millisecond.
 */
final class KnownKeys {

    private static final int POINTS_OF_SIGNED = 2;

    private final String text;
    private final JwtConsumer consumer;
    private final Map<String, Instant> good = new ConcurrentHashMap<>();

    /**
     * What comes of a token.
     *
     * @param keyIsUnknown whether it may be good by a key that the provider has told since
     */
    record Verdict(AccessDecision admission, boolean keyIsUnknown) {}

    /**
     * @param text the provider's keys, a JSON Web Key Set
     * @throws JoseException where it is none
     */
    KnownKeys(ChartsGuard.Provider provider, String text) throws JoseException {
        this.text = text;
        this.consumer =
                new JwtConsumerBuilder()
                        .setVerificationKeyResolver(
                                new JwksVerificationKeyResolver(
                                        new JsonWebKeySet(text).getJsonWebKeys()))
                        .setJwsAlgorithmConstraints(
                                new AlgorithmConstraints(
                                        ConstraintType.PERMIT,
                                        AlgorithmIdentifiers.RSA_USING_SHA256,
                                        AlgorithmIdentifiers.RSA_USING_SHA384,
                                        AlgorithmIdentifiers.RSA_USING_SHA512,
                                        AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
                                        AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
                                        AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
                                        AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
                                        AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
                                        AlgorithmIdentifiers.EDDSA))
                        .setExpectedIssuer(provider.issuer().toString())
                        .setExpectedAudience(provider.audience())
                        .setRequireExpirationTime()
                        .setAllowedClockSkewInSeconds((int) ChartLimits.CLOCKS_APART.toSeconds())
                        .build();
    }

    /** Whether these are the keys of that text. */
    boolean are(String other) {
        return text.equals(other);
    }

    /** Whether a token was found good, and is still. */
    boolean holds(String token) {
        Instant until = good.get(token);
        return until != null && Instant.now().isBefore(until);
    }

    /** Looks into a token, unless it was found good before. */
    Verdict verify(String token) {
        Instant known = good.get(token);
        if (known != null && Instant.now().isBefore(known)) {
            return new Verdict(new AccessDecision.Granted(Optional.of(known)), false);
        }
        if (token.chars().filter(one -> one == '.').count() != POINTS_OF_SIGNED) {
            return refused("is no signed one");
        }
        try {
            NumericDate end = consumer.processToClaims(token).getExpirationTime();
            Instant until = Instant.ofEpochSecond(end.getValue()).plus(ChartLimits.CLOCKS_APART);
            keep(token, until);
            return new Verdict(new AccessDecision.Granted(Optional.of(until)), false);
        } catch (InvalidJwtException e) {
            return verdict(e);
        } catch (MalformedClaimException e) {
            return refused("has an end that is no time");
        }
    }

    private void keep(String token, Instant until) {
        if (token.length() > ChartLimits.KEPT_TOKEN_CHARACTERS) {
            return;
        }
        if (good.size() >= ChartLimits.KEPT_TOKENS) {
            Instant now = Instant.now();
            good.values().removeIf(end -> !now.isBefore(end));
            if (good.size() >= ChartLimits.KEPT_TOKENS) {
                good.clear();
            }
        }
        good.put(token, until);
    }

    private static Verdict verdict(InvalidJwtException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvableKeyException) {
                return new Verdict(refusal("is signed by a key that is not the provider's"), true);
            }
        }
        if (e.hasErrorCode(ErrorCodes.EXPIRED)) {
            return refused("has expired");
        }
        if (e.hasErrorCode(ErrorCodes.ISSUER_INVALID)
                || e.hasErrorCode(ErrorCodes.ISSUER_MISSING)) {
            return refused("is of another issuer");
        }
        if (e.hasErrorCode(ErrorCodes.AUDIENCE_INVALID)
                || e.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
            return refused("is for another audience");
        }
        if (e.hasErrorCode(ErrorCodes.SIGNATURE_INVALID)) {
            return refused("is not signed by the provider's key");
        }
        return refused("does not count");
    }

    private static Verdict refused(String what) {
        return new Verdict(refusal(what), false);
    }

    private static AccessDecision refusal(String what) {
        return new AccessDecision.Refused(
                "The token %s. Charts are shown to whoever shows one of their provider."
                        .formatted(what),
                true);
    }
}
