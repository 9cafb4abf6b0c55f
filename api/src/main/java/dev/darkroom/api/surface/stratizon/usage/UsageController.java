package dev.darkroom.api.surface.stratizon.usage;

import dev.darkroom.api.core.Caller;
import dev.darkroom.api.core.Usages;
import dev.darkroom.api.http.ForCallers;
import dev.darkroom.api.http.QueryParams;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the caller's tenant has had made. */
@ForCallers
@Controller("/v1/usage")
@Secured("billing:read")
@ExecuteOn(TaskExecutors.BLOCKING)
final class UsageController {

    private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");
    private static final List<String> GROUPS =
            Arrays.stream(Usages.By.values()).map(UsageController::word).toList();

    private final Usages usages;

    UsageController(Usages usages) {
        this.usages = usages;
    }

    @Get
    @UsageDocs.Read
    UsageReply usage(HttpRequest<?> request, Caller caller) {
        QueryParams params = new QueryParams(request);
        String group = params.word("group_by", GROUPS);
        Instant since = params.time("since", Instant.EPOCH);
        Instant until = params.time("until", END_OF_TIME);
        params.end();
        Usages.By by = group == null ? Usages.By.MODEL : Usages.By.valueOf(group.toUpperCase(Locale.ROOT));
        return UsageReply.of(word(by), usages.lines(caller, by, since, until));
    }

    private static String word(Usages.By by) {
        return by.name().toLowerCase(Locale.ROOT);
    }
}
