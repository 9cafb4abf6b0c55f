package dev.darkroom.api.surface.stratizon.wallet;

import dev.darkroom.api.core.Wallets;
import dev.darkroom.api.testing.Golden;
import dev.darkroom.workflows.domain.money.MicroUsd;
import dev.darkroom.workflows.domain.money.Transfer;
import io.micronaut.context.ApplicationContext;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How a wallet and its statement look. */
class WalletRepliesTest {

    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.006Z");
    private static final String JOB = "0197a3c4-5d6e-7f80-8a9b-0c1d2e3f4a5b";

    @Test
    void a_wallet() throws IOException {
        Wallets.View wallet = new Wallets.View(new MicroUsd(9_950_000), new MicroUsd(50_000), MicroUsd.ZERO);
        check("wallet", WalletReply.of(wallet));
    }

    @Test
    void a_statement() throws IOException {
        List<StatementReply.Line> lines = List.of(
                line(3, Transfer.Kind.REFUND, 50_000, 10_000_000, JOB, null),
                line(2, Transfer.Kind.DEBIT, 50_000, 9_950_000, JOB, null),
                line(1, Transfer.Kind.GRANT, 10_000_000, 10_000_000, null, "welcome"));
        check("wallet-entries", new StatementReply(lines, null));
    }

    private static StatementReply.Line line(
            long seq, Transfer.Kind kind, long amount, long after, @Nullable String job, @Nullable String reason) {
        return StatementReply.line(
                new Wallets.Line(seq, AT, kind, new MicroUsd(amount), new MicroUsd(after), job, reason));
    }

    private static void check(String name, Object reply) throws IOException {
        try (ApplicationContext context =
                ApplicationContext.run(Map.of("micronaut.serde.serialization.inclusion", "ALWAYS"))) {
            Golden.check("stratizon/" + name, context.getBean(JsonMapper.class).writeValueAsString(reply));
        }
    }
}
