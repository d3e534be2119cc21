package io.freshet.testkit.browser;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a page's console says that is wrong: errors, uncaught exceptions, breaches of policy. */
final class Complaints {

    private final String session;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    /**
     * @param session of the page, as other pages' events are heard too
     */
    Complaints(String session) {
        this.session = session;
    }

    List<String> heard() {
        return List.copyOf(heard);
    }

    void hear(JsonObject event) {
        if (!session.equals(event.getString("sessionId"))) {
            return;
        }
        JsonObject told = event.getJsonObject("params");
        switch (event.getString("method")) {
            case "Runtime.exceptionThrown" ->
                    heard.add(told.getJsonObject("exceptionDetails").encode());
            case "Log.entryAdded" -> hearEntry(told.getJsonObject("entry"));
            case "Runtime.consoleAPICalled" -> {
                if (told.getString("type").equals("error")) {
                    heard.add(told.getJsonArray("args").encode());
                }
            }
            default -> {}
        }
    }

    private void hearEntry(JsonObject entry) {
        if (entry.getString("level").equals("error")) {
            heard.add(entry.getString("text") + " " + entry.getString("url", ""));
        }
    }
}
