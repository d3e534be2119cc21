package io.freshet.testkit.browser;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/** A page in {@link Chromium}, used as a person would: by pointer and keys, and by looking. */
public final class Page implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(45);
    private static final Duration STANDSTILL = Duration.ofSeconds(3);
    private static final String STANDS =
            """
            new Promise((done) => {
              const element = %s;
              const before = element.getBoundingClientRect();
              setTimeout(() => {
                const now = element.getBoundingClientRect();
                const hit = document.elementFromPoint(now.x + now.width / 2, now.y + now.height / 2);
                done(now.x === before.x && now.y === before.y && element.contains(hit));
              }, 40);
            })
            """;

    private static final String HURRY =
            """
            for (const name of ["setTimeout", "setInterval"]) {
              const usual = window[name].bind(window);
              window[name] = (what, millis, ...rest) => usual(what, millis / %1$d, ...rest);
            }
            const usual = AbortSignal.timeout.bind(AbortSignal);
            AbortSignal.timeout = (millis) => usual(millis / %1$d);
            """;

    private final DevTools devTools;
    private final String session;
    private final String context;
    private final String origin;
    private final Complaints complaints;

    Page(DevTools devTools, String session, String context, String origin) {
        this.devTools = devTools;
        this.session = session;
        this.context = context;
        this.origin = origin;
        this.complaints = new Complaints(session);
        devTools.listen(complaints::hear);
        List.of("Page.enable", "Runtime.enable", "Log.enable").forEach(this::call);
        size(1440, 900, false);
    }

    /** Sets the size of the window, in CSS pixels. */
    public void size(int width, int height, boolean phone) {
        call(
                "Emulation.setDeviceMetricsOverride",
                new JsonObject()
                        .put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", phone));
    }

    /** Says what a visitor prefers, such as {@code prefers-color-scheme}. */
    public void prefer(String feature, String value) {
        JsonObject wanted = new JsonObject().put("name", feature).put("value", value);
        call("Emulation.setEmulatedMedia", new JsonObject().put("features", List.of(wanted)));
    }

    /** Keeps a cookie as if the origin had set it. */
    public void keepCookie(String name, String value) {
        call(
                "Network.setCookie",
                new JsonObject().put("name", name).put("value", value).put("url", origin));
    }

    /**
     * Lets the timers of all pages that are opened from now on run so many times faster. What they
     * read of the clock stays true.
     */
    public void hurry(int times) {
        call(
                "Page.addScriptToEvaluateOnNewDocument",
                new JsonObject().put("source", HURRY.formatted(times)));
    }

    /** Opens a path of the origin and waits until it is loaded. */
    public void open(String path) {
        call("Page.navigate", new JsonObject().put("url", origin + path));
        until("document.readyState === 'complete' && location.href !== 'about:blank'");
    }

    /** Runs a script and gives its value (that of its promise, where it is one). */
    public Object run(String script) {
        JsonObject result =
                call(
                        "Runtime.evaluate",
                        new JsonObject()
                                .put("expression", script)
                                .put("awaitPromise", true)
                                .put("returnByValue", true));
        if (result.containsKey("exceptionDetails")) {
            throw new IllegalStateException(
                    script + ": " + result.getJsonObject("exceptionDetails").encode());
        }
        return result.getJsonObject("result").getValue("value");
    }

    /** The text of the first element, white space as seen. */
    public String text(String selector) {
        return (String) run(textOf(selector));
    }

    /** How many elements there are. */
    public int count(String selector) {
        return ((Number) run("document.querySelectorAll(" + quoted(selector) + ").length"))
                .intValue();
    }

    /**
     * Waits until the script gives true.
     *
     * @throws AssertionError with what is seen, where it does not for long
     */
    public void until(String script) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!holds(script)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        "Not within "
                                + PATIENCE.toSeconds()
                                + " s: "
                                + script
                                + "; seen: "
                                + seen());
            }
            Chromium.pause(Duration.ofMillis(60));
        }
    }

    /** Waits until the element's text contains that. */
    public void untilText(String selector, String part) {
        until(textOf(selector) + ".includes(" + quoted(part) + ")");
    }

    /** Clicks the middle of the first element with the pointer. */
    public void click(String selector) {
        until("document.querySelector(" + quoted(selector) + ") !== null");
        clickOn("document.querySelector(" + quoted(selector) + ")");
    }

    /** Clicks the first button, link or label below the element that has that text. */
    public void clickText(String selector, String text) {
        String find =
                "[...document.querySelectorAll("
                        + quoted(selector + " :is(button, a, label)")
                        + ")].find((e) => e.innerText.trim() === "
                        + quoted(text)
                        + " && e.checkVisibility())";
        until(find + " !== undefined");
        clickOn(find);
    }

    /** Fills a field. */
    public void fill(String selector, String text) {
        click(selector);
        run("document.querySelector(" + quoted(selector) + ").select()");
        call("Input.insertText", new JsonObject().put("text", text));
    }

    /** Presses a key such as {@code Tab}, {@code ArrowRight} or {@code Enter}. */
    public void press(String key, int code) {
        for (String type : List.of("keyDown", "keyUp")) {
            JsonObject event =
                    new JsonObject()
                            .put("type", type)
                            .put("key", key)
                            .put("code", key)
                            .put("windowsVirtualKeyCode", code);
            if (key.equals("Enter") && type.equals("keyDown")) {
                event.put("text", "\r");
            }
            call("Input.dispatchKeyEvent", event);
        }
    }

    /** Moves the pointer over the first element. */
    public void pointAt(String selector) {
        until("document.querySelector(" + quoted(selector) + ") !== null");
        mouse("mouseMoved", middle("document.querySelector(" + quoted(selector) + ")"), 0);
    }

    /** What the console said that is wrong: errors, uncaught exceptions, breaches of policy. */
    public List<String> complaints() {
        return complaints.heard();
    }

    /** Writes what is seen as a PNG. */
    public void screenshot(Path file) {
        JsonObject shot = call("Page.captureScreenshot", new JsonObject().put("format", "png"));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, Base64.getDecoder().decode(shot.getString("data")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        JsonObject own = new JsonObject().put("browserContextId", context);
        devTools.call(null, "Target.disposeBrowserContext", own);
    }

    /** The text as a literal of a script. */
    public static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** What is drawn has no innerText. */
    private static String textOf(String selector) {
        return "((e) => e?.innerText ?? e?.textContent ?? '')(document.querySelector("
                + quoted(selector)
                + "))";
    }

    private void clickOn(String element) {
        run(element + ".scrollIntoView({block: 'nearest', inline: 'nearest'})");
        awaitStandstill(element);
        JsonObject at = middle(element);
        mouse("mouseMoved", at, 0);
        mouse("mousePressed", at, 1);
        mouse("mouseReleased", at, 1);
    }

    /** Waits a moment for an element that still moves, or that something lies over. */
    private void awaitStandstill(String element) {
        long deadline = System.nanoTime() + STANDSTILL.toNanos();
        boolean stands = false;
        while (!stands && System.nanoTime() < deadline) {
            stands = holds(STANDS.formatted(element));
        }
    }

    private JsonObject middle(String element) {
        Object box =
                run(
                        "(() => { const b = "
                                + element
                                + ".getBoundingClientRect(); return JSON.stringify({x: b.x +"
                                + " b.width / 2, y: b.y + b.height / 2}); })()");
        return new JsonObject((String) box);
    }

    private void mouse(String type, JsonObject at, int clicks) {
        call(
                "Input.dispatchMouseEvent",
                at.copy()
                        .put("type", type)
                        .put("button", clicks == 0 ? "none" : "left")
                        .put("clickCount", clicks));
    }

    private boolean holds(String script) {
        try {
            return Boolean.TRUE.equals(run(script));
        } catch (IllegalStateException whileThePageChanges) {
            return false;
        }
    }

    private String seen() {
        String body = text("body");
        return body.substring(0, Math.min(1500, body.length())) + " " + complaints();
    }

    private JsonObject call(String method) {
        return call(method, new JsonObject());
    }

    private JsonObject call(String method, JsonObject parameters) {
        return devTools.call(session, method, parameters);
    }
}
