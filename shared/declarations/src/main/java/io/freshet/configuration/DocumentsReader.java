package io.freshet.configuration;

import io.freshet.yaml.SectionReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads where documents come from. */
final class DocumentsReader {

    private static final Pattern WEB = Pattern.compile("https?://.*");

    private DocumentsReader() {}

    /**
     * Reads one place.
     *
     * @param places gets it under its name
     */
    static DocumentPlace read(
            SectionReader section, Path folder, Map<String, DocumentPlace> places) {
        String name = section.text("name");
        DocumentPlace place = place(section, folder);
        if (places.put(name, place) != null) {
            throw section.invalid("name", name + " is given to two places; rename one");
        }
        return place;
    }

    private static DocumentPlace place(SectionReader section, Path folder) {
        String url = section.text("url");
        Optional<LocalDate> since = section.optionalText("since").map(text -> day(section, text));
        if (since.isPresent() && !url.contains(DocumentPlace.DAY)) {
            throw section.invalid("since", "needs a url with {date}: other answers are of today");
        }
        if (!WEB.matcher(url).matches()) {
            return new DocumentPlace.Stored(
                    LakeReading.read(section, url, new PasswordReader(folder), folder));
        }
        try {
            URI uri = new URI(url.replace(DocumentPlace.DAY, "2026-01-01"));
            if (uri.getHost() != null && uri.getUserInfo() == null) {
                return new DocumentPlace.Web(url, since);
            }
        } catch (URISyntaxException e) {
            // the error below says it all
        }
        throw section.invalid(
                "url", "must look like https://host/path, perhaps with {date}, and name no user");
    }

    private static LocalDate day(SectionReader section, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw section.invalid("since", "must be a day such as 2026-11-01, not " + text);
        }
    }
}
