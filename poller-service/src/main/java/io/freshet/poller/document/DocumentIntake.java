package io.freshet.poller.document;

import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.source.file.FileProblem;
import io.freshet.poller.source.file.JsonRows;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Takes in the documents of one place. Each is accepted once, as it is then, or set aside with the
 * reason, whole; the others go on. For one thread, which it blocks. Closing it closes the place.
 */
final class DocumentIntake implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(DocumentIntake.class);

    /** Told of every document that was dealt with. */
    @FunctionalInterface
    interface Count {

        void add(boolean accepted);
    }

    private final String name;
    private final Place place;
    private final DocumentLedger ledger;
    private final List<JsonRows> readings;
    private final Count count;
    private final Set<FoundDocument> told = new HashSet<>();

    /**
     * @param name the place's name
     * @param readings what must be able to read a document
     */
    DocumentIntake(
            String name, Place place, DocumentLedger ledger, List<JsonRows> readings, Count count) {
        this.name = name;
        this.place = place;
        this.ledger = ledger;
        this.readings = List.copyOf(readings);
        this.count = count;
    }

    /**
     * Deals with all that is new.
     *
     * @throws PlaceException the first that failed, after all others had their turn
     */
    void round() throws PlaceException {
        Map<String, DocumentLedger.Known> known = new HashMap<>(ledger.known());
        Set<String> accepted =
                known.entrySet().stream()
                        .filter(each -> each.getValue().accepted())
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
        PlaceException failure = null;
        RuntimeException unexpected = null;
        for (FoundDocument found : place.list(accepted)) {
            DocumentLedger.Known before = known.get(found.name());
            if (before != null && (before.accepted() || before.tag().equals(found.tag()))) {
                tellOfChange(found, before);
                continue;
            }
            try {
                requireRoom(known.values());
                known.put(found.name(), dealWith(found));
            } catch (PlaceException e) {
                failure = failure == null ? e : failure;
            } catch (RuntimeException e) {
                unexpected = unexpected == null ? e : unexpected;
            }
        }
        if (unexpected != null) {
            throw unexpected;
        }
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void close() {
        place.close();
    }

    private void requireRoom(Iterable<DocumentLedger.Known> known) throws PlaceException {
        long documents = 0;
        long bytes = 0;
        for (DocumentLedger.Known each : known) {
            documents++;
            bytes += each.bytes();
        }
        if (documents >= PollerLimits.DOCUMENTS || bytes >= PollerLimits.DOCUMENTS_BYTES) {
            throw new PlaceException(
                    "it has %d documents of %d bytes, and no more are read; put such rows into a database"
                            .formatted(documents, bytes),
                    null);
        }
    }

    private DocumentLedger.Known dealWith(FoundDocument found) throws PlaceException {
        byte[] bytes = place.fetch(found);
        try {
            String content = text(found, bytes);
            JsonRows.Document document = new JsonRows.Document(found.name(), found.day(), content);
            for (JsonRows reading : readings) {
                reading.check(document);
            }
            if (ledger.accept(found, content)) {
                count.add(true);
                LOG.infof("documents %s: %s is accepted", name, found.name());
            }
            return new DocumentLedger.Known(found.tag(), true, bytes.length);
        } catch (Unfit | FileProblem e) {
            ledger.setAside(found, e.getMessage());
            count.add(false);
            LOG.warnf(
                    "documents %s: %s is set aside: %s. Mend it, and it is read again; nothing else waits for it",
                    name, found.name(), e.getMessage());
            return new DocumentLedger.Known(found.tag(), false, 0);
        }
    }

    /** A document that is no text, or too long a one. */
    private static final class Unfit extends Exception {

        private static final long serialVersionUID = 1L;

        Unfit(String sentence, Throwable cause) {
            super(sentence, cause);
        }
    }

    private static String text(FoundDocument found, byte[] bytes) throws Unfit {
        if (bytes.length > PollerLimits.FILE_BYTES) {
            throw new Unfit(
                    "%s has more than %d bytes; divide it"
                            .formatted(found.name(), PollerLimits.FILE_BYTES),
                    null);
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new Unfit("%s is not in UTF-8".formatted(found.name()), e);
        }
    }

    private void tellOfChange(FoundDocument found, DocumentLedger.Known before) {
        if (before.accepted() && !before.tag().equals(found.tag()) && told.add(found)) {
            LOG.warnf(
                    "documents %s: %s was changed after it was accepted: what was read first counts; give the new content another name",
                    name, found.name());
        }
    }
}
