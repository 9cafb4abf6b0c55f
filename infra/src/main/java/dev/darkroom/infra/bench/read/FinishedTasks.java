package dev.darkroom.infra.bench.read;

import dev.darkroom.infra.live.world.Answer;
import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Patience;
import dev.darkroom.infra.live.world.Tenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Makes the tasks that are read later: more than fill a page, so that it names the next one, as most pages do. */
final class FinishedTasks {

    static final int PAGE = 20;

    private static final int COUNT = 25;
    private static final int ACCEPTED = 202;
    private static final Duration END_MAX = Duration.ofSeconds(60);
    private static final String BODY = """
        {"prompt": "a lighthouse at dusk", "aspect_ratio": "16:9", "metadata": {"shelf": "coast"}}\
        """;

    private final String api;
    private final Tenant tenant;

    FinishedTasks(String api, Tenant tenant) {
        this.api = api;
        this.tenant = tenant;
    }

    /** Makes them, sees that what will be read is whole, and returns the URL of one task. */
    String make() throws IOException {
        List<String> urls = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            Answer answer = tenant.post(api + "/v1/images/generations", BODY);
            MissException.unless(answer.status() == ACCEPTED, "a job was refused with " + answer.status());
            urls.add(api + "/v1/tasks/" + answer.text("task_id"));
        }
        for (String url : urls) {
            Patience.until(
                    "the end of a job", END_MAX, () -> read(url, "status").equals("succeeded"));
        }
        String one = urls.getFirst();
        MissException.unless(
                !read(one, "output.images.0.url").isEmpty()
                        && read(one, "output.images.1.url").isEmpty(),
                "the task does not have one image");
        MissException.unless(
                !read(page(), "tasks.%d.task_id".formatted(PAGE - 1)).isEmpty()
                        && !read(page(), "next_cursor").isEmpty(),
                "the page is not full, or is the last one");
        return one;
    }

    /** The URL of a page of them. */
    String page() {
        return "%s/v1/tasks?limit=%d".formatted(api, PAGE);
    }

    private String read(String url, String path) {
        try {
            return tenant.get(url).text(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
