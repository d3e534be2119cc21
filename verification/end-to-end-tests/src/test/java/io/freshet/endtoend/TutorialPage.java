package io.freshet.endtoend;

import io.freshet.testkit.files.RepositoryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What docs/tutorial.md tells to do, in order. */
final class TutorialPage {

    private static final Pattern BLOCK =
            Pattern.compile("(?ms)^```(sql|sh|yaml|json)\\n(.*?)^```$");

    private TutorialPage() {}

    /**
     * A block of the page.
     *
     * @param kind {@code sql}, {@code sh}, {@code yaml} or {@code json}
     * @param text what stands in it
     */
    record Step(String kind, String text) {

        /** Its lines that hold something. */
        List<String> lines() {
            return text.lines().filter(line -> !line.isBlank()).toList();
        }
    }

    static List<Step> steps() throws IOException {
        List<Step> steps = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(RepositoryFiles.path("docs/tutorial.md")));
        while (block.find()) {
            steps.add(new Step(block.group(1), block.group(2)));
        }
        return steps;
    }
}
