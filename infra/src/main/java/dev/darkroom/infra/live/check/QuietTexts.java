package dev.darkroom.infra.live.check;

import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Patience;
import dev.darkroom.infra.live.world.Product;
import dev.darkroom.infra.live.world.Stack;
import dev.darkroom.infra.live.world.Tenant;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A word that was in every prompt, URL and metadata of the other checks is neither in Temporal's database nor in a log; and
 * words of their own in every text that a caller can give, on every surface, are in the columns that are for them, and
 * nowhere else.
 */
public final class QuietTexts implements Check {

    private static final int BUFFER = 1 << 20;
    private static final int CREDIT_USD = 20;
    private static final String PROMPT = "job.request_prompt";
    private static final Duration END_MAX = Duration.ofSeconds(90);

    @Override
    public String claim() {
        return "no text of a caller is in Temporal's database, in a log, or in a column that is not for it";
    }

    @Override
    public String run(Product product) throws IOException {
        long jobs = product.books()
                .count("SELECT COUNT(*) FROM job WHERE request_prompt LIKE '%" + product.canary() + "%'");
        MissException.unless(jobs > 0, "no job carries the word, so nothing was shown");
        Stack stack = product.stack();
        Tenant tenant = stack.tenant("canaries", CREDIT_USD);
        String root = "kanari" + HexFormat.of().toHexDigits(product.random().nextInt()) + "x";
        String sink = product.sink().url(tenant.name(), tenant.webhookSecret(), "");
        Canaries canaries = new Canaries(root, tenant, stack.ready().apis().getFirst(), sink);
        canaries.send();
        Crowd crowd = new Crowd(product, tenant);
        Patience.until("the end of all jobs", END_MAX, () -> crowd.open() == 0 && pending(stack, tenant) == 0);
        List<Path> files = quiet(stack);
        long searched = 0;
        for (Path file : files) {
            MissException.unless(!contains(file, product.canary()), "a caller's text is in " + file);
            searched += Files.size(file);
        }
        Sightings sightings = new Sightings(root);
        sightings.files(files.stream());
        try (Stream<Path> blobs = Files.walk(stack.data().resolve("artifacts"))) {
            sightings.files(blobs.filter(Files::isRegularFile));
        }
        int columns = sightings.columns(stack);
        compare(canaries.allowed(), sightings.places());
        return "%d jobs carried the one word, %d tasks %d others; %d files of %d KiB, all stored images and %d columns searched"
                .formatted(jobs, canaries.accepted(), canaries.allowed().size(), files.size(), searched >> 10, columns);
    }

    private static long pending(Stack stack, Tenant tenant) {
        return stack.books()
                .count("SELECT COUNT(*) FROM webhook_delivery d JOIN tenant t ON t.id = d.tenant_id WHERE t.name = '%s'"
                                .formatted(tenant.name())
                        + " AND d.state = 'PENDING'");
    }

    /** All that Temporal keeps, histories and search attributes, and all logs. */
    private static List<Path> quiet(Stack stack) throws IOException {
        List<Path> files = new ArrayList<>(stack.logs());
        for (String suffix : new String[] {"", "-wal"}) {
            Path file = Path.of(stack.data() + "/temporal.db" + suffix);
            if (Files.exists(file)) {
                files.add(file);
            }
        }
        return files;
    }

    /** A word is nowhere but where it may be; and a prompt is where it has to be, or nothing was shown. */
    private static void compare(Map<String, Set<String>> allowed, Map<String, Set<String>> seen) {
        List<String> strays = new ArrayList<>();
        seen.forEach((word, places) -> places.stream()
                .filter(place -> !allowed.getOrDefault(word, Set.of()).contains(place))
                .forEach(place -> strays.add("%s in %s".formatted(word, place))));
        MissException.unless(strays.isEmpty(), "texts of callers are where they do not belong: " + strays);
        allowed.forEach((word, places) ->
                MissException.unless(!places.contains(PROMPT) || seen.containsKey(word), word + " was stored nowhere"));
    }

    /** Reads the file in pieces that overlap, so that no place is missed where two meet. */
    static boolean contains(Path file, String word) throws IOException {
        String tail = "";
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            byte[] piece = in.readNBytes(BUFFER);
            while (piece.length > 0) {
                String text = tail + new String(piece, StandardCharsets.ISO_8859_1);
                if (text.contains(word)) {
                    return true;
                }
                tail = text.substring(Math.max(0, text.length() - word.length()));
                piece = in.readNBytes(BUFFER);
            }
        }
        return false;
    }
}
