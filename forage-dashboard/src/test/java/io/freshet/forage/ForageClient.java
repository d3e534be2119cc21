package io.freshet.forage;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A person's browser as far as the API is concerned: keeps cookies and the session's token. */
public final class ForageClient {
    /** A password that is long enough. */
    public static final String PASSWORD = "correct horse";

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final Map<String, String> cookies = new HashMap<>();
    private String csrfToken = "";

    /** A visitor. */
    public static ForageClient visitor() {
        return new ForageClient();
    }

    /** A new learner, signed in. */
    public static ForageClient learner(String name) {
        ForageClient client = new ForageClient();
        Map<String, String> account = Map.of("name", name, "password", PASSWORD);
        onceAccountsAreThere(() -> client.post("sign-up", account)).then().statusCode(204);
        client.refresh();
        return client;
    }

    /** The operator whom the configuration names, signed in. */
    public static ForageClient operator() {
        ForageClient client = new ForageClient();
        long deadline = System.nanoTime() + LIMIT.toNanos();
        Response answer;
        do {
            answer = client.signIn("Olga", "operators password");
        } while (answer.statusCode() != 204 && System.nanoTime() < deadline);
        answer.then().statusCode(204);
        client.refresh();
        return client;
    }

    /**
     * The answer to a request that needs accounts, whose tables are still being made when the
     * server answers already: asked again, for 20 seconds at the most, while accounts are away.
     */
    public static Response onceAccountsAreThere(Supplier<Response> request) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        Response answer = request.get();
        while (answer.statusCode() == 503 && System.nanoTime() < deadline) {
            answer = request.get();
        }
        return answer;
    }

    /** A new coach, signed in. */
    public static ForageClient coach() {
        String name = unusedName("Coach");
        ForageClient client = learner(name);
        operator()
                .put("accounts/" + name + "/role", Map.of("role", "coach"))
                .then()
                .statusCode(204);
        client.refresh();
        return client;
    }

    /** A name that no account has yet. */
    public static String unusedName(String start) {
        return start + NAMES.incrementAndGet();
    }

    /** Signs in, keeping the cookie. */
    public Response signIn(String name, String password) {
        return post("sign-in", Map.of("name", name, "password", password));
    }

    /** Reads the session, keeping its token. */
    public Response refresh() {
        Response answer = get("session");
        csrfToken = answer.then().statusCode(200).extract().path("csrfToken");
        return answer;
    }

    /** The session's cookie and value. */
    public Map<String, String> cookies() {
        return Map.copyOf(cookies);
    }

    /** GET below {@code /forage/api/}. */
    public Response get(String path) {
        return kept(request().get("/forage/api/" + path));
    }

    /** POST below {@code /forage/api/}. */
    public Response post(String path, Object body) {
        return kept(request().contentType(ContentType.JSON).body(body).post(api(path)));
    }

    /** PUT below {@code /forage/api/}. */
    public Response put(String path, Object body) {
        return kept(request().contentType(ContentType.JSON).body(body).put(api(path)));
    }

    /** DELETE below {@code /forage/api/}. */
    public Response delete(String path) {
        return kept(request().contentType(ContentType.JSON).delete(api(path)));
    }

    private static String api(String path) {
        return "/forage/api/" + path;
    }

    private RequestSpecification request() {
        return given().cookies(cookies).header("Forage-Csrf-Token", csrfToken);
    }

    private Response kept(Response response) {
        cookies.putAll(response.getCookies());
        cookies.values().removeIf(String::isEmpty);
        return response;
    }
}
