package io.freshet.forage.web;

import io.freshet.runtime.management.ManagementPort;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/**
 * A page of a few words and links, for what is not there or not for everybody. On the event loop:
 * all is in memory.
 */
@Singleton
public final class PlainPage {

    private static final String HTML = "text/html;charset=UTF-8";
    private static final String POLICY = ContentPolicy.of("", "'none'");

    private final KnownDashboards known;
    private final String page;

    @Inject
    PlainPage(KnownDashboards known, WebAssets assets) {
        this.known = known;
        page = assets.find("absent.html").orElseThrow().plain().toString(StandardCharsets.UTF_8);
    }

    /** Whether a browser asks that wants to show the answer to a person. */
    public static boolean isWanted(RoutingContext context) {
        String accepted = context.request().getHeader(HttpHeaders.ACCEPT);
        return accepted != null
                && accepted.contains("text/html")
                && context.request().method().equals(HttpMethod.GET)
                && !ManagementPort.carries(context);
    }

    /**
     * Sends the page with links to all dashboards, and to where one signs in where that would help.
     *
     * @param title words of the program's own
     * @param text whatever is to be said, plain
     */
    public void send(RoutingContext context, int status, String title, String text) {
        String signIn = status == 403 ? link("/coach", "Sign in") : "";
        send(context, status, title, text, signIn + dashboards());
    }

    void send(RoutingContext context, int status, String title, String text, String links) {
        String html =
                page.replace("@links@", links)
                        .replace("@title@", title)
                        .replace("@text@", escaped(text));
        WebAsset asset = WebAsset.of(HTML, html.getBytes(StandardCharsets.UTF_8));
        PageAnswer.send(context, status, asset, PageAnswer.ASKED_AGAIN, POLICY);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Links to all dashboards that this server knows, as items of a list. */
    String dashboards() {
        String forage = known.hasForage() ? link("/", "Forage") : "";
        return forage
                + known.pipelines().stream()
                        .map(name -> link(PipelinePages.ROOT + "/" + name, name))
                        .collect(Collectors.joining());
    }

    /** Names are those of definitions, which have letters, digits, _ and - only. */
    static String link(String path, String words) {
        return "<li><a href=\"%s\">%s</a></li>".formatted(path, words);
    }
}
