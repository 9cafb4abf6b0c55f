package dev.darkroom.api.surface.stratizon.tasks;

import dev.darkroom.api.surface.stratizon.NativeRefusals;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** What the published document says of tasks that go on. */
interface TaskLifeDocs {

    @Operation(
            operationId = "cancelTask",
            summary = "Cancel a task",
            description =
                    "Answers with the task as it is now; a moment later it is canceled. Images that are stored by then"
                            + " are delivered and paid for, every other one is refunded. Needs no body; may be repeated"
                            + " until the task has ended.")
    @ApiResponse(
            responseCode = "202",
            description = "The task ends canceled.",
            content =
                    @Content(
                            schema = @Schema(implementation = TaskDocs.AnyTask.class),
                            examples = {@ExampleObject(name = "job-running"), @ExampleObject(name = "job-canceled")}))
    @ApiResponse(
            responseCode = "409",
            description = "The task has ended before; the text says how.",
            content =
                    @Content(
                            schema = @Schema(ref = "#/components/schemas/NativeErrors.Body"),
                            examples = @ExampleObject(name = "conflict", value = """
                                {"error":{"code":"CONFLICT","message":"The task has already succeeded.","param":null,"request_id":"req_0197a3c45d6e7f808a9b0c1d2e3f4a5b"}}\
                                """)))
    @NativeRefusals
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface Cancel {}

    @Operation(
            operationId = "followTask",
            summary = "Follow a task",
            description = "Server-sent events: `state` for each entry of the timeline, with its id, or `step` where the"
                    + " entry is of a step of a chain; `progress`; at the end an `artifact` for each image, and"
                    + " `done` with the task. Then the stream ends. What has happened before is told first; a"
                    + " comment keeps a silent connection alive, every 15 seconds unless the operator sets another"
                    + " time.",
            parameters =
                    @Parameter(
                            name = TaskEvents.LAST_EVENT_ID,
                            in = ParameterIn.HEADER,
                            description =
                                    "The id of the last event that was received: only what happened since is told.",
                            schema = @Schema(type = "string")))
    @ApiResponse(
            responseCode = "200",
            description = "The events.",
            content =
                    @Content(
                            mediaType = "text/event-stream",
                            schema = @Schema(implementation = StreamedEvent.class),
                            examples = {
                                @ExampleObject(name = "state", value = """
                                    {"id":"4","event":"state","data":"{\\"at\\":\\"2026-01-02T03:04:06.506Z\\",\\"state\\":\\"running\\",\\"cause\\":\\"SUBMITTED\\",\\"attempt\\":1,\\"provider\\":\\"sandbox\\",\\"amount_credits\\":null}"}\
                                    """),
                                @ExampleObject(name = "progress", value = """
                                    {"id":null,"event":"progress","data":"{\\"progress\\":40}"}\
                                    """)
                            }))
    @NativeRefusals
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface Follow {}

    @Operation(operationId = "getTaskTimeline", summary = "Read what has happened to a task")
    @ApiResponse(
            responseCode = "200",
            description = "Every change, oldest first.",
            content =
                    @Content(
                            schema = @Schema(implementation = TimelineReply.class),
                            examples = @ExampleObject(name = "timeline")))
    @NativeRefusals
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface ReadTimeline {}

    /**
     * A server-sent event.
     *
     * @param id of those that are in the timeline
     * @param event what the data is
     * @param data JSON: an entry of the timeline, the progress in percent, an image of the task, or the task
     */
    @Schema(name = "TaskEvent")
    record StreamedEvent(
            @Nullable String id,

            @Schema(
                    type = "string",
                    allowableValues = {"state", "step", "progress", "artifact", "done"})
            String event,

            String data) {}
}
