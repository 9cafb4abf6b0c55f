package dev.darkroom.workflows.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.darkroom.workflows.contract.AlreadyEnded;
import dev.darkroom.workflows.contract.ArtifactActivities;
import dev.darkroom.workflows.contract.ChainActivities;
import dev.darkroom.workflows.contract.CreditActivities;
import dev.darkroom.workflows.contract.InputReply;
import dev.darkroom.workflows.contract.ProviderActivities;
import dev.darkroom.workflows.domain.job.ImageOutcome;
import dev.darkroom.workflows.domain.job.JobEnding;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.ModelId;
import dev.darkroom.workflows.domain.job.ProviderId;
import dev.darkroom.workflows.domain.money.MicroUsd;
import dev.darkroom.workflows.domain.webhook.DeliveryId;
import dev.darkroom.workflows.domain.webhook.EventId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The JSON names of the sealed types, and the one-field records that are written as their value. */
final class WireMixins {

    static final Map<Class<?>, Class<?>> ALL = all();

    private WireMixins() {}

    private static Map<Class<?>, Class<?>> all() {
        Map<Class<?>, Class<?>> mixins = new LinkedHashMap<>();
        mixins.put(JobId.class, UuidValue.class);
        mixins.put(EventId.class, UuidValue.class);
        mixins.put(DeliveryId.class, UuidValue.class);
        mixins.put(ModelId.class, TextValue.class);
        mixins.put(ProviderId.class, TextValue.class);
        mixins.put(MicroUsd.class, LongValue.class);
        mixins.put(CreditActivities.DebitReply.class, DebitReplyNames.class);
        mixins.put(ProviderActivities.SubmitReply.class, SubmitReplyNames.class);
        mixins.put(ProviderActivities.AwaitReply.class, AwaitReplyNames.class);
        mixins.put(ArtifactActivities.StoreReply.class, StoreReplyNames.class);
        mixins.put(ChainActivities.ChainReply.class, ChainReplyNames.class);
        mixins.put(ChainActivities.CloseReply.class, CloseReplyNames.class);
        mixins.put(InputReply.class, InputReplyNames.class);
        mixins.put(AlreadyEnded.class, AlreadyEndedName.class);
        mixins.put(JobEnding.class, JobEndingNames.class);
        mixins.put(ImageOutcome.class, ImageOutcomeNames.class);
        return mixins;
    }

    private record UuidValue(@JsonValue UUID value) {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        UuidValue {}
    }

    private record TextValue(@JsonValue String value) {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        TextValue {}
    }

    private record LongValue(@JsonValue long value) {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        LongValue {}
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonTypeName("ended")
    private record AlreadyEndedName() {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = CreditActivities.Charged.class, name = "charged"),
        @JsonSubTypes.Type(value = AlreadyEnded.class, name = "ended")
    })
    private interface DebitReplyNames {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = ProviderActivities.Submitted.class, name = "submitted"),
        @JsonSubTypes.Type(value = ProviderActivities.NotAccepted.class, name = "notAccepted"),
        @JsonSubTypes.Type(value = ProviderActivities.SubmitFailed.class, name = "failed"),
        @JsonSubTypes.Type(value = ProviderActivities.Withdrawn.class, name = "withdrawn"),
        @JsonSubTypes.Type(value = AlreadyEnded.class, name = "ended")
    })
    private interface SubmitReplyNames {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = ProviderActivities.Generated.class, name = "generated"),
        @JsonSubTypes.Type(value = ProviderActivities.GenerationFailed.class, name = "failed"),
        @JsonSubTypes.Type(value = AlreadyEnded.class, name = "ended")
    })
    private interface AwaitReplyNames {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = ArtifactActivities.ImagesStored.class, name = "stored"),
        @JsonSubTypes.Type(value = AlreadyEnded.class, name = "ended")
    })
    private interface StoreReplyNames {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = ChainActivities.ChainCharged.class, name = "charged"),
        @JsonSubTypes.Type(value = AlreadyEnded.class, name = "ended")
    })
    private interface ChainReplyNames {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = ChainActivities.ChainClosed.class, name = "closed"),
        @JsonSubTypes.Type(value = ChainActivities.StepsOpen.class, name = "open")
    })
    private interface CloseReplyNames {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = InputReply.Ready.class, name = "ready"),
        @JsonSubTypes.Type(value = InputReply.Missing.class, name = "missing"),
        @JsonSubTypes.Type(value = AlreadyEnded.class, name = "ended")
    })
    private interface InputReplyNames {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = JobEnding.Finished.class, name = "finished"),
        @JsonSubTypes.Type(value = JobEnding.Failed.class, name = "failed"),
        @JsonSubTypes.Type(value = JobEnding.Withdrawn.class, name = "withdrawn")
    })
    private interface JobEndingNames {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = ImageOutcome.Stored.class, name = "stored"),
        @JsonSubTypes.Type(value = ImageOutcome.Grid.class, name = "grid"),
        @JsonSubTypes.Type(value = ImageOutcome.Filtered.class, name = "filtered"),
        @JsonSubTypes.Type(value = ImageOutcome.Failed.class, name = "failed")
    })
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private interface ImageOutcomeNames {}
}
