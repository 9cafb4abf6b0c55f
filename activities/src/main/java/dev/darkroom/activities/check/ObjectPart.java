package dev.darkroom.activities.check;

import dev.darkroom.activities.blob.BlobInfo;
import dev.darkroom.activities.blob.BlobKeys;
import dev.darkroom.activities.blob.BlobStore;
import dev.darkroom.activities.check.rule.Rule;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every stored object is in the books: as an image, as a small picture of one, as an upload, as something that is to be
 * deleted, or as something that a job which has not ended has stored.
 */
final class ObjectPart implements Part {

    static final Rule ORPHAN = Rule.atRest("I10.orphan", "every stored object is known, a while after it was stored");

    private static final int BATCH = 200;
    private static final String ALL = "t/";
    private static final String UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final Pattern OF_JOB = Pattern.compile("t/%s/(?:s/)?[jgp]/(%s)[/.-].*".formatted(UUID, UUID));
    private static final Pattern SMALL = Pattern.compile("t/%s/s/.+-[a-z0-9]+\\.png".formatted(UUID));

    private final Rows rows;
    private final BlobStore blobs;
    private final CheckOptions options;
    private final Progress progress;

    ObjectPart(Rows rows, BlobStore blobs, CheckOptions options, Progress progress) {
        this.rows = rows;
        this.blobs = blobs;
        this.options = options;
        this.progress = progress;
    }

    @Override
    public List<Rule> rules() {
        return List.of(ORPHAN);
    }

    @Override
    public void run(Findings findings) throws IOException {
        Instant before = Instant.now().minus(options.orphanAge());
        List<String> batch = new ArrayList<>();
        Count count = new Count();
        blobs.each(ALL, blob -> {
            count.objects++;
            progress.at("objects", count.objects);
            if (isToKnow(blob, before)) {
                note(blob.key(), batch, findings);
            }
            if (batch.size() == BATCH) {
                look(batch, findings);
                batch.clear();
            }
        });
        look(batch, findings);
    }

    private static final class Count {
        private long objects;
    }

    private static boolean isToKnow(BlobInfo blob, Instant before) {
        return !blob.storedAt().isAfter(before);
    }

    /** A name that we never give is in no book, and cannot be asked for. */
    private static void note(String key, List<String> batch, Findings findings) {
        if (BlobKeys.isValid(key)) {
            batch.add(key);
        } else {
            findings.add(ORPHAN, key);
        }
    }

    private void look(List<String> keys, Findings findings) throws IOException {
        Set<String> recorded = new HashSet<>(rows.among(
                "SELECT a.blob_key FROM artifact a WHERE a.blob_key IN ({values}) AND a.deleted_at IS NULL",
                keys.stream().map(ObjectPart::image).distinct().toList()));
        Set<String> known = rows.among("SELECT u.blob_key FROM upload u WHERE u.blob_key IN ({values})", keys);
        known.addAll(rows.among("SELECT b.blob_key FROM blob_trash b WHERE b.blob_key IN ({values})", keys));
        Set<String> open = rows.among(
                "SELECT j.id FROM job j WHERE j.id IN ({values}) AND j.completed_at IS NULL",
                keys.stream().flatMap(key -> job(key).stream()).distinct().toList());
        for (String key : keys) {
            boolean isKnown = recorded.contains(image(key))
                    || known.contains(key)
                    || job(key).filter(open::contains).isPresent();
            // What was removed while we looked is gone by now.
            if (!isKnown && blobs.find(key).isPresent()) {
                findings.add(ORPHAN, key);
            }
        }
    }

    /** The image of a small picture; else itself. */
    private static String image(String key) {
        return SMALL.matcher(key).matches() ? BlobKeys.ofThumbnail(key) : key;
    }

    private static Optional<String> job(String key) {
        Matcher matcher = OF_JOB.matcher(key);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
