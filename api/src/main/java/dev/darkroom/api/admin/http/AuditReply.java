package dev.darkroom.api.admin.http;

import dev.darkroom.api.admin.audit.AuditLine;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of the audit log, newest line first. */
@Serdeable(naming = SnakeCaseStrategy.class)
record AuditReply(List<Line> lines, @Nullable String nextCursor) {

    /**
     * A line.
     *
     * @param actor the prefix of the key, or {@code operator} for the command line
     * @param detail what was asked for, JSON as text, cut off where it is long
     * @param idempotencyKey null for the command line
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Line(
            long id,
            @Nullable String at,
            String actor,
            String act,
            String subject,
            String detail,
            @Nullable String idempotencyKey) {}

    static Line line(AuditLine line) {
        return new Line(
                line.id(),
                Shown.time(line.at()),
                line.actor(),
                line.act(),
                line.subject(),
                line.detail(),
                line.requestKey());
    }
}
