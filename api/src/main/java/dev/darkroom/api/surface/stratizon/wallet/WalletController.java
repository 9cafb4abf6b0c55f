package dev.darkroom.api.surface.stratizon.wallet;

import dev.darkroom.api.core.Caller;
import dev.darkroom.api.core.Wallets;
import dev.darkroom.api.http.Cursors;
import dev.darkroom.api.http.ForCallers;
import dev.darkroom.api.http.QueryParams;
import dev.darkroom.workflows.domain.money.Transfer;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The caller's wallet and its statement. */
@ForCallers
@Controller("/v1/wallet")
@Secured("billing:read")
@ExecuteOn(TaskExecutors.BLOCKING)
final class WalletController {

    private static final int LIMIT = 20;
    private static final int LIMIT_MAX = 100;
    private static final String LIST = "wallet-entries";
    private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");
    private static final List<Transfer.Kind> KINDS =
            List.of(Transfer.Kind.GRANT, Transfer.Kind.DEBIT, Transfer.Kind.REFUND);
    private static final List<String> WORDS = List.of("grant", "charge", "refund", "adjustment");

    private final Wallets wallets;
    private final Cursors cursors;

    WalletController(Wallets wallets, Cursors cursors) {
        this.wallets = wallets;
        this.cursors = cursors;
    }

    @Get
    @WalletDocs.Read
    WalletReply wallet(HttpRequest<?> request, Caller caller) {
        QueryParams.none(request);
        return WalletReply.of(wallets.of(caller));
    }

    @Get("/entries")
    @WalletDocs.ReadStatement
    StatementReply entries(HttpRequest<?> request, Caller caller) {
        QueryParams params = new QueryParams(request);
        Instant since = params.time("since", Instant.EPOCH);
        Instant until = params.time("until", END_OF_TIME);
        List<Transfer.Kind> kinds = kinds(params.word("kind", WORDS));
        int limit = params.integer("limit", LIMIT, 1, LIMIT_MAX);
        String cursor = cursors.read(caller.tenant(), LIST, params.text("cursor"));
        params.end();
        if (kinds.isEmpty()) {
            return new StatementReply(List.of(), null);
        }
        long before = cursor == null ? Long.MAX_VALUE : Long.parseLong(cursor);
        List<Wallets.Line> lines = wallets.statement(caller, before, since, until, kinds, limit + 1);
        List<Wallets.Line> page = lines.subList(0, Math.min(limit, lines.size()));
        String next = lines.size() > limit
                ? cursors.write(
                        caller.tenant(), LIST, Long.toString(page.getLast().seq()))
                : null;
        return new StatementReply(page.stream().map(StatementReply::line).toList(), next);
    }

    private static List<Transfer.Kind> kinds(@Nullable String word) {
        return KINDS.stream()
                .filter(kind -> word == null || StatementReply.word(kind).equals(word))
                .toList();
    }
}
