package io.freshet.benchmarks.hostile;

import io.freshet.benchmarks.hostile.Tactics.Taking;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Something that a client does to a server.
 *
 * @param name as it is chosen on the command line
 * @param meaning in a few words, for the report
 * @param tactics how each of its connections behaves
 */
record Attack(String name, String meaning, Tactics tactics) {

    private static final Duration NO_PAUSE = Duration.ZERO;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String ESCS = "/charts/escs";
    private static final String LARGEST = "/charts/submissions-over-time?hours=168";
    private static final int IN_ONE_WRITE = 50;
    private static final int LINE = 3_900;

    /** SETTINGS, then a request's HEADERS and its RST_STREAM, as a rapid reset has them. */
    private static final String HTTP_2 =
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
                    + "\0\0\0\4\0\0\0\0\0"
                    + "\0\0\3\1\5\0\0\0\1\u0082\u0084\u0086"
                    + "\0\0\4\3\0\0\0\0\1\0\0\0\u0008";

    private static final String UPGRADE =
            request("GET", ESCS, "Connection: Upgrade, HTTP2-Settings")
                    .replace(
                            "\r\n\r\n",
                            "\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n");

    /**
     * All, in the order in which they are made.
     *
     * @param codes the codes that filters can have, as a filter of others costs nothing
     */
    static List<Attack> all(List<String> codes) {
        String pipelined = request("GET", LARGEST).repeat(IN_ONE_WRITE);
        return List.of(
                new Attack(
                        "never-reading",
                        "2,000 ask for the largest chart without end and take no answer",
                        Tactics.of(2_000).again(pipelined, NO_PAUSE).taking(Taking.NOTHING)),
                new Attack(
                        "byte-a-second",
                        "2,000 do the same and take a byte a second",
                        Tactics.of(2_000)
                                .again(pipelined, NO_PAUSE)
                                .taking(Taking.A_BYTE_A_SECOND)),
                new Attack(
                        "pipelining",
                        "20 pipeline requests without end and take all answers",
                        Tactics.of(20).again(pipelined, NO_PAUSE)),
                new Attack(
                        "slow-headers",
                        "1,000 send a byte of a header each second",
                        Tactics.of(1_000)
                                .opening(
                                        number ->
                                                "GET /charts/escs HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
                                .again("x", SECOND)),
                new Attack(
                        "idle",
                        "10,000 connect, say nothing, and come back when refused",
                        Tactics.of(10_000)),
                new Attack(
                        "forgotten-streams",
                        "3,000 open a stream and never read it",
                        Tactics.of(3_000)
                                .opening(number -> request("GET", ESCS + "/stream"))
                                .taking(Taking.NOTHING)),
                new Attack(
                        "own-filters",
                        "1,000 open a stream, each with a filter of its own",
                        Tactics.of(1_000)
                                .opening(
                                        number ->
                                                request(
                                                        "GET",
                                                        ESCS
                                                                + "/stream?countries="
                                                                + some(codes, number)))),
                new Attack(
                        "many-filters",
                        "20 ask without end, each time with another filter",
                        Tactics.of(20)
                                .again(
                                        IntStream.range(0, IN_ONE_WRITE * 20)
                                                .mapToObj(
                                                        number ->
                                                                request(
                                                                        "GET",
                                                                        ESCS
                                                                                + "?countries="
                                                                                + some(
                                                                                        codes,
                                                                                        number)))
                                                .collect(Collectors.joining()),
                                        NO_PAUSE)),
                new Attack(
                        "large-bodies",
                        "20 send bodies of eight gigabytes",
                        Tactics.of(20)
                                .opening(
                                        number ->
                                                request(
                                                        "POST",
                                                        number % 2 == 0 ? ESCS : "/q/health/live",
                                                        "Content-Length: 8000000000"))
                                .again("x".repeat(1 << 16), NO_PAUSE)),
                new Attack(
                        "http-1.0",
                        "50 ask by HTTP/1.0 on ever new connections",
                        Tactics.of(50).opening(number -> "GET /charts/escs HTTP/1.0\r\n\r\n")),
                new Attack(
                        "half-closed",
                        "2,000 ask, half-close and never read",
                        Tactics.of(2_000)
                                .opening(
                                        number -> request("GET", number % 2 == 0 ? LARGEST : "/q/"))
                                .taking(Taking.NOTHING)
                                .halfClosing()),
                new Attack(
                        "header-flood",
                        "50 send headers without end",
                        Tactics.of(50)
                                .opening(
                                        number ->
                                                "GET /charts/escs HTTP/1.1\r\nHost: localhost\r\n")
                                .again("X-Flood: water\r\n".repeat(IN_ONE_WRITE), NO_PAUSE)),
                new Attack(
                        "query-flood",
                        "20 ask without end with queries as long as a line may be",
                        Tactics.of(20)
                                .again(
                                        request("GET", ESCS + "?" + "a&".repeat(LINE / 2))
                                                + request(
                                                        "GET",
                                                        ESCS
                                                                + "?countries="
                                                                + "QAA,".repeat(LINE / 4)),
                                        NO_PAUSE)),
                new Attack(
                        "http-2",
                        "50 speak HTTP/2 at once, or ask to upgrade to it",
                        Tactics.of(50).opening(number -> number % 2 == 0 ? HTTP_2 : UPGRADE)));
    }

    private static String request(String method, String target, String... headers) {
        StringBuilder request =
                new StringBuilder(method)
                        .append(' ')
                        .append(target)
                        .append(" HTTP/1.1\r\nHost: localhost\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return request.append("\r\n").toString();
    }

    /** Some of the codes: others for each number, as far as there are enough. */
    private static String some(List<String> codes, int number) {
        Random choice = new Random(number);
        return codes.stream().filter(code -> choice.nextBoolean()).collect(Collectors.joining(","));
    }
}
