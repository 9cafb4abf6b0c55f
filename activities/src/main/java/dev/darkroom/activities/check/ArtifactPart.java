package dev.darkroom.activities.check;

import dev.darkroom.activities.blob.BlobInfo;
import dev.darkroom.activities.blob.BlobKeys;
import dev.darkroom.activities.blob.BlobStore;
import dev.darkroom.activities.blob.ImageProbe;
import dev.darkroom.activities.check.Rows.Row;
import dev.darkroom.activities.check.rule.Rule;
import dev.darkroom.workflows.domain.job.ImageFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Every image that is in the books is in the store, as the books say. One that is removed meanwhile is none of them. */
final class ArtifactPart implements Part {

    static final Rule THERE = Rule.atRest("I9.there", "every image in the books is stored");
    static final Rule SIZE = Rule.atRest("I9.size", "a stored image is as long as the books say");
    static final Rule DIGEST = Rule.atRest("I9.bytes", "a stored image has the bytes that the books say, by SHA-256");
    static final Rule TYPE = Rule.atRest("I9.type", "a stored image is of the content type that the books say");

    static final List<Rule> ALL = List.of(THERE, SIZE, DIGEST, TYPE);

    private static final int PAGE = 200;
    private static final int BUFFER = 64 * 1024;
    private static final String COLUMNS =
            "SELECT a.id, a.blob_key, a.content_type, a.bytes, a.sha256 FROM artifact a WHERE a.deleted_at IS NULL AND";

    private final Rows rows;
    private final BlobStore blobs;
    private final CheckOptions options;
    private final Scope scope;
    private final Progress progress;

    ArtifactPart(Rows rows, BlobStore blobs, CheckOptions options, Scope scope, Progress progress) {
        this.rows = rows;
        this.blobs = blobs;
        this.options = options;
        this.scope = scope;
        this.progress = progress;
    }

    @Override
    public List<Rule> rules() {
        return options.shallow() ? List.of(THERE, SIZE, TYPE) : ALL;
    }

    @Override
    public void run(Findings findings) throws IOException {
        long all = Long.parseLong(rows.one("SELECT COUNT(*) FROM artifact"));
        long done = 0;
        String after = "";
        while (true) {
            List<Image> page = rows
                    .select(
                            "%s a.id > ?%s ORDER BY a.id LIMIT %d".formatted(COLUMNS, scope.recent("a", ""), PAGE),
                            List.of(after))
                    .stream()
                    .map(Image::of)
                    .toList();
            look(page, findings);
            done += page.size();
            progress.at("images", done, all);
            if (page.size() < PAGE) {
                return;
            }
            after = page.getLast().id;
        }
    }

    /** An image as the books have it. */
    private record Image(String id, String key, String type, long bytes, String sha256) {

        static Image of(Row row) {
            return new Image(row.text(0), row.text(1), row.text(2), Long.parseLong(row.text(3)), row.text(4));
        }
    }

    /** What is wrong with an image. */
    private record Flaw(Image image, Rule rule, String what) {}

    private void look(List<Image> images, Findings findings) throws IOException {
        List<Flaw> flaws = flaws(images);
        if (flaws.isEmpty()) {
            return;
        }
        List<Image> again = rows
                .rows(
                        COLUMNS + " a.id IN ({values})",
                        flaws.stream().map(flaw -> flaw.image.id).distinct().toList())
                .stream()
                .map(Image::of)
                .toList();
        flaws(again)
                .forEach(flaw ->
                        findings.add(flaw.rule, "%s at %s %s".formatted(flaw.image.id, flaw.image.key, flaw.what)));
    }

    private List<Flaw> flaws(List<Image> images) throws IOException {
        return AtOnce.ask(images, this::flaw).stream().flatMap(Optional::stream).toList();
    }

    private Optional<Flaw> flaw(Image image) throws IOException {
        Optional<BlobInfo> found = blobs.find(image.key);
        if (found.isEmpty()) {
            return Optional.of(new Flaw(image, THERE, "is not stored"));
        }
        if (found.get().bytes() != image.bytes) {
            return Optional.of(
                    new Flaw(image, SIZE, "has %d bytes".formatted(found.get().bytes())));
        }
        if (!BlobKeys.contentType(image.key).equals(image.type)) {
            return Optional.of(new Flaw(image, TYPE, "is not %s by its name".formatted(image.type)));
        }
        return options.shallow() ? Optional.empty() : flawInside(image);
    }

    private Optional<Flaw> flawInside(Image image) throws IOException {
        ImageProbe probe = new ImageProbe();
        byte[] buffer = new byte[BUFFER];
        try (InputStream bytes = blobs.open(image.key, 0)) {
            for (int length = bytes.read(buffer); length >= 0; length = bytes.read(buffer)) {
                probe.update(buffer, 0, length);
            }
        } catch (NoSuchFileException e) {
            return Optional.of(new Flaw(image, THERE, "is not stored any more"));
        }
        String type = probe.format().map(ImageFormat::contentType).orElse("no image");
        if (!probe.sha256().equals(image.sha256)) {
            return Optional.of(new Flaw(image, DIGEST, "has other bytes"));
        }
        return Objects.equals(type, image.type)
                ? Optional.empty()
                : Optional.of(new Flaw(image, TYPE, "is %s by its bytes".formatted(type)));
    }
}
