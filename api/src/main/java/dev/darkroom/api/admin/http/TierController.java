package dev.darkroom.api.admin.http;

import dev.darkroom.api.admin.audit.Act;
import dev.darkroom.api.admin.tier.Tier;
import dev.darkroom.api.admin.tier.Tiers;
import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.core.Caller;
import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.Fields;
import dev.darkroom.api.http.ForCallers;
import dev.darkroom.api.http.QueryParams;
import dev.darkroom.api.http.SurfaceTable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tiers: shown, made and changed. None is ever removed, since tenants may be in it. */
@ForCallers
@Controller(value = "/admin/tiers", port = "${darkroom.management-port:9090}")
@Secured("admin")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TierController {

    private final Acts acts;
    private final Tiers tiers;
    private final SurfaceTable surfaces;

    TierController(Acts acts, Tiers tiers, SurfaceTable surfaces) {
        this.acts = acts;
        this.tiers = tiers;
        this.surfaces = surfaces;
    }

    @Get
    TierReply.All list(HttpRequest<?> request) {
        QueryParams.none(request);
        List<Tier> all = tiers.list();
        return new TierReply.All(all.stream().map(TierReply::of).toList());
    }

    @Get("/{name}")
    HttpResponse<?> show(HttpRequest<?> request, String name) {
        QueryParams.none(request);
        return tiers.find(name)
                .<HttpResponse<?>>map(tier -> HttpResponse.ok(TierReply.of(tier)))
                .orElseGet(() -> surfaces.render(request, new ApiFailure.NotFound()));
    }

    @Put(uri = "/{name}", consumes = MediaType.ALL)
    HttpResponse<?> put(HttpRequest<?> request, Caller caller, String name, @Body byte @Nullable [] body) {
        if (!Tier.isName(name)) {
            throw new BadFieldException("name", "must have lower-case letters, digits and hyphens, at most 32");
        }
        return acts.perform(request, caller, body, fields -> {
            Tier tier = tier(name, fields);
            return new Acts.Deed(Act.Kind.TIER_SET, name, () -> {
                tiers.put(tier);
                return acts.done(HttpStatus.OK, TierReply.of(tier));
            });
        });
    }

    private static Tier tier(String name, Fields fields) {
        return new Tier(
                name,
                required(fields, "running_max", Tier.JOBS_MAX),
                required(fields, "depth_max", Tier.JOBS_MAX),
                fields.integerOrNull("daily_images", 0, Tier.IMAGES_MAX),
                required(fields, "post_burst", Tier.RATE_MAX),
                required(fields, "post_per_second", Tier.RATE_MAX),
                required(fields, "get_burst", Tier.RATE_MAX),
                required(fields, "get_per_second", Tier.RATE_MAX));
    }

    private static int required(Fields fields, String name, int most) {
        Integer value = fields.integerOrNull(name, 1, most);
        if (value == null) {
            throw new BadFieldException(name, "is required");
        }
        return value;
    }
}
