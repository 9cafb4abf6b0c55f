package dev.darkroom.workflows.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.darkroom.workflows.contract.ActivityTimeouts;
import dev.darkroom.workflows.contract.AlreadyEnded;
import dev.darkroom.workflows.contract.ArtifactActivities.ImagesStored;
import dev.darkroom.workflows.contract.ArtifactActivities.StoreReply;
import dev.darkroom.workflows.contract.ChainActivities;
import dev.darkroom.workflows.contract.CreditActivities.Charged;
import dev.darkroom.workflows.contract.CreditActivities.DebitReply;
import dev.darkroom.workflows.contract.CreditActivities.SettleRequest;
import dev.darkroom.workflows.contract.ImageGenerationWorkflow;
import dev.darkroom.workflows.contract.InputReply;
import dev.darkroom.workflows.contract.ProviderActivities;
import dev.darkroom.workflows.contract.ProviderActivities.AwaitReply;
import dev.darkroom.workflows.contract.ProviderActivities.SubmitReply;
import dev.darkroom.workflows.contract.WebhookActivities.DeliveryEnd;
import dev.darkroom.workflows.contract.WebhookActivities.DeliveryRequest;
import dev.darkroom.workflows.contract.WebhookDeliveryWorkflow.Destination;
import dev.darkroom.workflows.contract.WebhookDeliveryWorkflow.Notice;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.EditChain;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageOutcome;
import dev.darkroom.workflows.domain.job.ImageSize;
import dev.darkroom.workflows.domain.job.JobEnding;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.job.ModelId;
import dev.darkroom.workflows.domain.job.ProviderId;
import dev.darkroom.workflows.domain.job.ProviderTicket;
import dev.darkroom.workflows.domain.job.Route;
import dev.darkroom.workflows.domain.job.StepEnd;
import dev.darkroom.workflows.domain.money.MicroUsd;
import dev.darkroom.workflows.domain.webhook.DeliveryId;
import dev.darkroom.workflows.domain.webhook.DeliveryState;
import dev.darkroom.workflows.domain.webhook.EventId;
import dev.darkroom.workflows.domain.webhook.WebhookEventKind;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Holds the JSON of every record that crosses into Temporal: what one release writes, the next must read. */
class DarkroomDataConverterTest {

    private static final JobId JOB = JobId.of("0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b");
    private static final ProviderTicket TICKET = new ProviderTicket(new ProviderId("sandbox"), "sb-1");
    private static final List<ImageOutcome> OUTCOMES = List.of(
            new ImageOutcome.Stored(0, ImageFormat.PNG, 9, new ImageSize(2, 3), "ab"),
            new ImageOutcome.Filtered(1),
            new ImageOutcome.Failed(2, FailureKind.EMPTY_RESULT));
    private static final String OUTCOMES_JSON = """
        [{"is":"stored","index":0,"format":"PNG","bytes":9,"size":{"width":2,"height":3},"sha256":"ab"},\
        {"is":"filtered","index":1},{"is":"failed","index":2,"kind":"EMPTY_RESULT"}]\
        """;

    private final DataConverter converter = DarkroomDataConverter.create();

    @Test
    void the_workflow_takes_an_id_alone() {
        holds(
                ImageGenerationWorkflow.Input.class,
                new ImageGenerationWorkflow.Input(JOB),
                "{'job':'0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b'}");
        holds(
                ImageGenerationWorkflow.Result.class,
                new ImageGenerationWorkflow.Result(
                        JobState.FAILED, 0, new MicroUsd(5), new MicroUsd(5), FailureKind.FILTERED, List.of()),
                "{'state':'FAILED','delivered':0,'charged':5,'refunded':5,'failure':'FILTERED','images':[]}");
    }

    @Test
    void a_debit_is_charged_or_ended() {
        holds(
                DebitReply.class,
                new Charged(
                        new ModelId("gpt-image-2"),
                        2,
                        new MicroUsd(100_000),
                        List.of(new Route(new ProviderId("sandbox"), "gpt-image-2")),
                        new ActivityTimeouts(Duration.ofSeconds(10), Duration.ofMinutes(10))),
                "{'is':'charged','model':'gpt-image-2','images':2,'price':100000,"
                        + "'routes':[{'provider':'sandbox','model':'gpt-image-2'}],"
                        + "'timeouts':{'heartbeat':'PT10S','provider':'PT10M'},"
                        + "'awaitsSources':false,'fetchesInputs':false}");
        holds(DebitReply.class, new AlreadyEnded(JobState.CANCELED), "{'is':'ended','state':'CANCELED'}");
        holds(DebitReply.class, new AlreadyEnded(null), "{'is':'ended','state':null}");
    }

    @Test
    void a_submit_has_five_answers() {
        holds(
                SubmitReply.class,
                new ProviderActivities.Submitted(TICKET),
                "{'is':'submitted','ticket':{'provider':'sandbox','reference':'sb-1'}}");
        holds(
                SubmitReply.class,
                new ProviderActivities.NotAccepted(FailureKind.PROVIDER_UNAVAILABLE),
                "{'is':'notAccepted','kind':'PROVIDER_UNAVAILABLE'}");
        holds(
                SubmitReply.class,
                new ProviderActivities.SubmitFailed(FailureKind.OUTCOME_UNKNOWN),
                "{'is':'failed','kind':'OUTCOME_UNKNOWN'}");
        holds(
                SubmitReply.class,
                new ProviderActivities.Withdrawn(FailureKind.EXPIRED),
                "{'is':'withdrawn','kind':'EXPIRED'}");
        holds(SubmitReply.class, new AlreadyEnded(JobState.FAILED), "{'is':'ended','state':'FAILED'}");
    }

    @Test
    void inputs_are_ready_missing_or_the_job_has_ended() {
        holds(InputReply.class, new InputReply.Ready(), "{'is':'ready'}");
        holds(
                InputReply.class,
                new InputReply.Missing(FailureKind.INPUT_UNAVAILABLE),
                "{'is':'missing','kind':'INPUT_UNAVAILABLE'}");
        holds(InputReply.class, new AlreadyEnded(JobState.CANCELED), "{'is':'ended','state':'CANCELED'}");
    }

    @Test
    void a_chain_is_charged_or_ended_and_closed_or_open() {
        ChainActivities.ChainStep step = new ChainActivities.ChainStep(
                "sky",
                new ModelId("gpt-image-2"),
                JOB,
                new MicroUsd(5),
                List.of(new EditChain.Source(1, 2)),
                new StepEnd(JobState.SUCCEEDED, List.of(0)));
        holds(
                ChainActivities.ChainReply.class,
                new ChainActivities.ChainCharged(
                        new MicroUsd(5),
                        true,
                        List.of(step),
                        new ActivityTimeouts(Duration.ofSeconds(10), Duration.ofMinutes(10))),
                "{'is':'charged','price':5,'stopsOnFailure':true,'steps':[{'name':'sky','model':'gpt-image-2',"
                        + "'job':'0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b','price':5,'sources':[{'step':1,'image':2}],"
                        + "'end':{'state':'SUCCEEDED','images':[0]}}],"
                        + "'timeouts':{'heartbeat':'PT10S','provider':'PT10M'}}");
        holds(ChainActivities.ChainReply.class, new AlreadyEnded(null), "{'is':'ended','state':null}");
        holds(
                ChainActivities.CloseReply.class,
                new ChainActivities.StepsOpen(List.of(JOB)),
                "{'is':'open','steps':['0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b']}");
        holds(
                ChainActivities.CloseReply.class,
                new ChainActivities.ChainClosed(
                        JobState.CANCELED, new MicroUsd(5), new MicroUsd(4), FailureKind.CANCELED, null),
                "{'is':'closed','state':'CANCELED','charged':5,'refunded':4,'failure':'CANCELED','notice':null}");
    }

    @Test
    void a_delivery_is_told_its_event_and_its_destinations() {
        DeliveryId delivery = DeliveryId.of("0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5c");
        holds(
                Notice.class,
                new Notice(
                        EventId.of("0190a1b2-c3d4-8e5f-8a9b-0c1d2e3f4a5d"),
                        WebhookEventKind.SUCCEEDED,
                        0,
                        List.of(new Destination(delivery, "hooks.example"))),
                "{'event':'0190a1b2-c3d4-8e5f-8a9b-0c1d2e3f4a5d','kind':'SUCCEEDED','redelivery':0,'destinations':["
                        + "{'delivery':'0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5c','host':'hooks.example'}]}");
        holds(
                DeliveryRequest.class,
                new DeliveryRequest(delivery, 2),
                "{'delivery':'0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5c','redelivery':2}");
        holds(
                DeliveryEnd.class,
                new DeliveryEnd(DeliveryState.DEAD, 10, null),
                "{'state':'DEAD','attempts':10,'status':null}");
    }

    @Test
    void an_await_and_a_store_have_theirs() {
        holds(AwaitReply.class, new ProviderActivities.Generated(), "{'is':'generated'}");
        holds(
                AwaitReply.class,
                new ProviderActivities.GenerationFailed(FailureKind.PROVIDER_ERROR),
                "{'is':'failed','kind':'PROVIDER_ERROR'}");
        holds(StoreReply.class, new ImagesStored(OUTCOMES), "{'is':'stored','outcomes':" + OUTCOMES_JSON + "}");
    }

    @Test
    void a_settlement_is_asked_for_with_an_ending() {
        holds(
                SettleRequest.class,
                new SettleRequest(JOB, new JobEnding.Finished(OUTCOMES)),
                "{'job':'0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b','ending':{'is':'finished','outcomes':" + OUTCOMES_JSON
                        + "}}");
        holds(
                JobEnding.class,
                new JobEnding.Withdrawn(FailureKind.CANCELED, List.of()),
                "{'is':'withdrawn','kind':'CANCELED','outcomes':[]}");
        holds(
                JobEnding.class,
                new JobEnding.Failed(FailureKind.PROVIDER_TIMEOUT),
                "{'is':'failed','kind':'PROVIDER_TIMEOUT'}");
    }

    @Test
    void a_field_of_a_later_release_is_passed_over() {
        Payload later = converter.toPayload(Map.of("is", "generated", "new", 1)).orElseThrow();
        assertEquals(
                new ProviderActivities.Generated(), converter.fromPayload(later, AwaitReply.class, AwaitReply.class));
    }

    private <T> void holds(Class<T> type, T value, String json) {
        Payload payload = converter.toPayload(value).orElseThrow();
        assertEquals(json.replace('\'', '"'), payload.getData().toStringUtf8());
        assertEquals(value, converter.fromPayload(payload, type, type));
    }
}
