package dev.darkroom.infra.live.check;

import dev.darkroom.activities.blob.BlobConfig;
import dev.darkroom.activities.blob.BlobInfo;
import dev.darkroom.activities.blob.BlobKeys;
import dev.darkroom.activities.blob.BlobStore;
import dev.darkroom.activities.blob.GcsBlobStore;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.infra.live.tool.GcsEmulator;
import dev.darkroom.infra.live.world.Answer;
import dev.darkroom.infra.live.world.Job;
import dev.darkroom.infra.live.world.Json;
import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Order;
import dev.darkroom.infra.live.world.Patience;
import dev.darkroom.infra.live.world.Product;
import dev.darkroom.infra.live.world.Stack;
import dev.darkroom.infra.live.world.Tenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A stack of its own whose images lie in a bucket. */
public final class CloudStorage implements Check {

    private static final Order ORDER = new Order("delay=0.2s", 2, "succeeded", 2);
    private static final Duration JOB_MAX = Duration.ofSeconds(30);
    private static final int CREDIT_USD = 10;

    @Override
    public String claim() {
        return "images in Cloud Storage: the store keeps its promises, a job's pictures are read at signed URLs of the"
                + " bucket";
    }

    @Override
    public String run(Product product) throws IOException {
        Path folder = product.beside("cloud-storage");
        try (GcsEmulator gcs = GcsEmulator.start(product.home(), folder)) {
            BlobStore store = GcsBlobStore.connect(BlobConfig.emulated(GcsEmulator.BUCKET, gcs.endpoint()));
            new BlobPromises(store).keep();
            Stack stack = new Stack(product.home(), folder.resolve("stack"), List.of(), environment(gcs));
            try {
                stack.start();
                return draw(product, stack, gcs, store);
            } finally {
                stack.abandon();
            }
        }
    }

    private static Map<String, String> environment(GcsEmulator gcs) throws IOException {
        return Map.of(
                "DARKROOM_BLOB_STORE",
                "gcs",
                "DARKROOM_BLOB_BUCKET",
                GcsEmulator.BUCKET,
                "DARKROOM_BLOB_ENDPOINT",
                gcs.endpoint(),
                "GOOGLE_APPLICATION_CREDENTIALS",
                gcs.keyFile().toString());
    }

    private static String draw(Product product, Stack stack, GcsEmulator gcs, BlobStore store) throws IOException {
        Tenant tenant = stack.tenant("cloud", CREDIT_USD);
        String api = stack.ready().apis().getFirst();
        Answer accepted = tenant.generate(api, product.body(ORDER, tenant), "cloud-storage");
        MissException.unlessEqual(202, accepted.status(), "the answer to a request");
        Job job = new Job(tenant, ORDER, accepted.text("task_id"));
        String task = api + "/v1/tasks/" + job.taskId();
        Patience.until("the end of the job", JOB_MAX, () -> hasEnded(tenant, task));
        Pictures pictures = new Pictures();
        pictures.check(stack, job);
        String bucket = "%s/%s/t/".formatted(gcs.endpoint(), GcsEmulator.BUCKET);
        for (String url : urls(tenant.get(task).json())) {
            MissException.unless(url.startsWith(bucket), "a picture's URL is not the bucket's");
            MissException.unless(url.contains("X-Goog-Signature="), "a picture's URL has no signature");
        }
        long stored = store.list("t/").stream()
                .map(BlobInfo::key)
                .filter(key -> key.contains(job.id()) && BlobKeys.index(key).isPresent())
                .count();
        MissException.unlessEqual((long) ORDER.delivered(), stored, "objects of the job in the bucket");
        MissException.unlessEqual(
                0L, files(stack.data().resolve("artifacts")), "files in the folder of the other store");
        return "30 MB there and back, %d pictures read at the bucket".formatted(pictures.seen());
    }

    private static boolean hasEnded(Tenant tenant, String task) {
        try {
            return !tenant.get(task).text("completed_at").isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> urls(JsonValue task) {
        List<String> urls = Stream.of("output.images.0.url", "output.images.1.url")
                .map(path -> Json.text(task, path))
                .toList();
        MissException.unless(urls.stream().noneMatch(String::isEmpty), "a picture has no URL");
        return urls;
    }

    private static long files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
