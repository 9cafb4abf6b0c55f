package dev.darkroom.infra.local.receiver;

import dev.darkroom.api.http.JsonFields;
import java.util.List;

/** What arrived, for scripts and for the page. */
final class DeliveriesJson {

    private DeliveriesJson() {}

    static String of(String receiver, Guide guide, int secrets, Inbox.Contents contents) {
        return JsonFields.of("url", Guide.hook(receiver))
                .with("secrets", secrets)
                .with("total", contents.total())
                .with("commands", List.of(guide.picture(receiver), guide.register(receiver)))
                .with(
                        "deliveries",
                        contents.deliveries().stream()
                                .map(DeliveriesJson::delivery)
                                .toList())
                .text();
    }

    private static JsonFields delivery(Delivery delivery) {
        Content content = delivery.content();
        return JsonFields.of("number", delivery.number())
                .with("received_at", delivery.at())
                .with("path", delivery.path())
                .with("event", content.event())
                .with("task", content.task())
                .with("webhook_id", delivery.signature().id())
                .with("webhook_timestamp", delivery.signature().timestamp())
                .with("verified", delivery.isVerified())
                .with("verdict", delivery.verdict().words())
                .with("arrival", delivery.arrival())
                .with("body", content.text())
                .with("body_bytes", content.bytes())
                .with("body_cut", content.isCut());
    }
}
