package io.freshet.forage.signin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/**
 * An OpenID Connect provider that takes every code for a person: the code {@code ada:forage-coach}
 * is Ada's, who has that role.
 */
public final class FakeProvider implements QuarkusTestResourceLifecycleManager {
    private HttpServer server;
    private RsaJsonWebKey key;

    @Override
    public Map<String, String> start() {
        try {
            key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId("test");
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", this::answer);
        server.start();
        return Map.of(
                "freshet.forage.oidc.enabled", "true",
                "freshet.forage.oidc.url", url(),
                "freshet.forage.oidc.client-id", "forage",
                "freshet.forage.oidc.client-secret", "a secret of at least thirty-two characters");
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A token that says that a person's sessions have ended; each flaw changes one thing. */
    private String logoutToken(String query) {
        String[] asked = query.split("&", 2);
        String flaw = asked[1];
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(flaw.equals("issuer") ? "http://127.0.0.1/another" : url());
        claims.setAudience(flaw.equals("audience") ? "another" : "forage");
        claims.setSubject("subject of " + asked[0]);
        claims.setExpirationTimeMinutesInTheFuture(flaw.equals("ended") ? -5 : 2);
        claims.setIssuedAtToNow();
        claims.setGeneratedJwtId();
        if (!flaw.equals("event")) {
            claims.setClaim(
                    "events",
                    Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
        }
        if (flaw.equals("nonce")) {
            claims.setStringClaim("nonce", "n");
        }
        String token = signed(claims);
        return flaw.equals("signature")
                ? token.substring(0, token.lastIndexOf('.')) + ".AAAA"
                : token;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        JsonObject json =
                switch (exchange.getRequestURI().getPath()) {
                    case "/.well-known/openid-configuration" -> discovery();
                    case "/jwks" -> keys();
                    case "/logout-token" ->
                            new JsonObject()
                                    .put("token", logoutToken(exchange.getRequestURI().getQuery()));
                    default -> tokens(body);
                };
        byte[] bytes = json.encode().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private JsonObject discovery() {
        return new JsonObject()
                .put("issuer", url())
                .put("authorization_endpoint", url() + "/authorize")
                .put("token_endpoint", url() + "/token")
                .put("jwks_uri", url() + "/jwks");
    }

    private JsonObject keys() {
        return new JsonObject().put("keys", new JsonArray().add(new JsonObject(key.toJson())));
    }

    private JsonObject tokens(String form) {
        String code =
                List.of(form.split("&")).stream()
                        .filter(part -> part.startsWith("code="))
                        .map(part -> part.substring(5).replace("%3A", ":"))
                        .findFirst()
                        .orElseThrow();
        String[] person = code.split(":", 2);
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(url());
        claims.setAudience("forage");
        claims.setSubject("subject of " + person[0]);
        claims.setExpirationTimeMinutesInTheFuture(5);
        claims.setIssuedAtToNow();
        claims.setStringClaim("preferred_username", person[0]);
        claims.setStringListClaim("groups", List.of(person[1]));
        return new JsonObject()
                .put("id_token", signed(claims))
                .put("access_token", "opaque")
                .put("token_type", "Bearer")
                .put("expires_in", 300);
    }

    private String signed(JwtClaims claims) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(key.getPrivateKey());
        signature.setKeyIdHeaderValue("test");
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
