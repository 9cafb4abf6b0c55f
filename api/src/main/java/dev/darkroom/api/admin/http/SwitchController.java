package dev.darkroom.api.admin.http;

import dev.darkroom.api.admin.audit.Act;
import dev.darkroom.api.admin.audit.Outcome;
import dev.darkroom.api.admin.switches.SwitchRow;
import dev.darkroom.api.admin.switches.SwitchTable;
import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.core.Caller;
import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.Fields;
import dev.darkroom.api.http.ForCallers;
import dev.darkroom.api.http.QueryParams;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Switches. One that is put is off; one that is deleted is on again. */
@ForCallers
@Controller(value = "/admin/switches", port = "${darkroom.management-port:9090}")
@Secured("admin")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SwitchController {

    private static final String SURFACE = "surface";
    private static final String MODEL = "model";
    private static final int SURFACE_LENGTH_MAX = 16;
    private static final int MODEL_LENGTH_MAX = 100;

    private final Acts acts;
    private final SwitchTable switches;

    SwitchController(Acts acts, SwitchTable switches) {
        this.acts = acts;
        this.switches = switches;
    }

    @Get
    SwitchReply.All list(HttpRequest<?> request) {
        QueryParams.none(request);
        List<SwitchRow> rows = switches.all();
        return new SwitchReply.All(rows.stream().map(SwitchReply::off).toList());
    }

    @Put(consumes = MediaType.ALL)
    HttpResponse<?> off(HttpRequest<?> request, Caller caller, @Body byte @Nullable [] body) {
        return acts.perform(request, caller, body, fields -> {
            String surface = surface(fields);
            String model = model(fields);
            String reason = fields.requiredText("reason", SwitchTable.REASON_MAX);
            return new Acts.Deed(Act.Kind.SWITCH_OFF, SwitchRow.subject(surface, model), () -> {
                switches.off(surface, model, reason);
                return acts.done(HttpStatus.OK, SwitchReply.off(row(surface, model)));
            });
        });
    }

    @Delete
    HttpResponse<?> on(HttpRequest<?> request, Caller caller) {
        QueryParams params = new QueryParams(request);
        String surface = required(params, SURFACE, SURFACE_LENGTH_MAX);
        String model = required(params, MODEL, MODEL_LENGTH_MAX);
        params.end();
        Acts.Deed deed = new Acts.Deed(
                Act.Kind.SWITCH_ON,
                SwitchRow.subject(surface, model),
                () -> switches.on(surface, model)
                        ? acts.done(HttpStatus.OK, SwitchReply.on(surface, model))
                        : new Outcome.Refused(new ApiFailure.NotFound()));
        return acts.perform(request, caller, deed);
    }

    private String surface(Fields fields) {
        String surface = fields.requiredText(SURFACE, SURFACE_LENGTH_MAX);
        if (!switches.surfaces().contains(surface)) {
            throw new BadFieldException(SURFACE, "must be one of " + String.join(", ", switches.surfaces()));
        }
        return surface;
    }

    private String model(Fields fields) {
        String model = fields.requiredText(MODEL, MODEL_LENGTH_MAX);
        if (!switches.knows(model)) {
            throw new BadFieldException(MODEL, "must be the id of a model in the catalogue, or " + SwitchRow.ANY);
        }
        return model;
    }

    private SwitchRow row(String surface, String model) {
        return switches.all().stream()
                .filter(row -> row.isOf(surface, model))
                .findFirst()
                .orElseThrow();
    }

    private static String required(QueryParams params, String name, int most) {
        String text = params.text(name);
        if (text == null || text.length() > most) {
            throw new BadFieldException(name, "is required, as the list of switches shows it");
        }
        return text;
    }
}
