package dev.darkroom.infra.bench.bare;

import io.micronaut.context.annotation.Executable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.UUID;

/** Takes jobs: the transaction, the answer, and after it the start. */
@Singleton
final class BareJobs {

    private final BareStore store;
    private final BareStarts starts;

    BareJobs(BareStore store, BareStarts starts) {
        this.store = store;
        this.starts = starts;
    }

    @Executable
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<String> accept(@Body byte[] body) throws SQLException {
        String id = UUID.randomUUID().toString();
        store.accept(id, new String(body, StandardCharsets.UTF_8));
        starts.launch(id);
        return HttpResponse.accepted().header("X-Job-Id", id).body("{\"task_id\":\"%s\"}".formatted(id));
    }
}
