package io.freshet.charts;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/**
 * An OpenID Connect provider of one test's own: tells its keys over HTTP, and makes tokens, good
 * ones and such as nobody should believe.
 */
final class TokenProvider implements AutoCloseable {

    static final String AUDIENCE = "charts";

    /** Once for all tests, as making one takes a second. */
    private static final PublicJsonWebKey FIRST = rsa("first");

    private static final PublicJsonWebKey NOBODYS = rsa("nobody's");

    private final int port;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile PublicJsonWebKey key = FIRST;
    private HttpServer server;

    /**
     * @param port where it will listen
     */
    TokenProvider(int port) {
        this.port = port;
    }

    void start() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    String issuer() {
        return "http://127.0.0.1:%d/realm".formatted(port);
    }

    /** How often its keys were asked for. */
    int asked() {
        return asked.get();
    }

    /** Signs with another key from now on, and tells of no other. */
    void rotate() {
        key = elliptic("second");
    }

    /** What a token says; each test changes one thing. */
    JwtClaims claims() {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer());
        claims.setAudience(AUDIENCE);
        claims.setSubject("somebody");
        claims.setExpirationTimeMinutesInTheFuture(5);
        claims.setIssuedAtToNow();
        claims.setGeneratedJwtId();
        return claims;
    }

    String good() {
        return signed(claims());
    }

    /** A token that ended so many seconds ago. */
    String ended(int seconds) {
        JwtClaims claims = claims();
        NumericDate end = NumericDate.now();
        end.addSeconds(-seconds);
        claims.setExpirationTime(end);
        // nothing is made after its end
        claims.setIssuedAt(NumericDate.fromSeconds(end.getValue() - 60));
        return signed(claims);
    }

    String signed(JwtClaims claims) {
        return signed(claims, key);
    }

    /** A token by a key that is nobody's, under a name of one's choice. */
    String forged(String keyId) {
        return compact(
                content(
                        claims(),
                        NOBODYS.getPrivateKey(),
                        keyId,
                        AlgorithmIdentifiers.RSA_USING_SHA256));
    }

    String unsigned() {
        JsonWebSignature none = content(claims(), null, "first", AlgorithmIdentifiers.NONE);
        none.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        return compact(none);
    }

    /** A token with the public key, which everybody has, as a shared secret. */
    String byPublicKey() {
        return compact(
                content(
                        claims(),
                        new HmacKey(key.getPublicKey().getEncoded()),
                        key.getKeyId(),
                        AlgorithmIdentifiers.HMAC_SHA256));
    }

    private static String signed(JwtClaims claims, PublicJsonWebKey key) {
        return compact(
                content(
                        claims,
                        key.getPrivateKey(),
                        key.getKeyId(),
                        key.getKeyType().equals("RSA")
                                ? AlgorithmIdentifiers.RSA_USING_SHA256
                                : AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256));
    }

    private static JsonWebSignature content(
            JwtClaims claims, Key key, String keyId, String algorithm) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(key);
        signature.setKeyIdHeaderValue(keyId);
        signature.setAlgorithmHeaderValue(algorithm);
        return signature;
    }

    private static String compact(JsonWebSignature signature) {
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PublicJsonWebKey rsa(String keyId) {
        try {
            PublicJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(keyId);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PublicJsonWebKey elliptic(String keyId) {
        try {
            PublicJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(keyId);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body =
                switch (exchange.getRequestURI().getPath()) {
                    case "/realm/.well-known/openid-configuration" ->
                            "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}"
                                    .formatted(issuer(), issuer());
                    case "/realm/keys" -> {
                        asked.incrementAndGet();
                        yield new JsonWebKeySet(key).toJson();
                    }
                    default -> "";
                };
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(body.isEmpty() ? 404 : 200, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    /** Listens no more. */
    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
        }
    }
}
