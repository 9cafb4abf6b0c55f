package dev.darkroom.infra.live.check;

import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Patience;
import dev.darkroom.infra.live.world.Product;
import dev.darkroom.infra.live.world.Signals;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All workers are killed at a random moment of a chain of six steps, again and again. */
public final class ChainKills implements Check {

    private static final int CREDIT_USD = 100;
    private static final int PAUSE_MILLIS_MAX = 9000;

    private final int chains;

    public ChainKills(int chains) {
        this.chains = chains;
    }

    @Override
    public String claim() {
        return "%d chains of six steps whose workers are killed midway end with their pictures, each paid once"
                .formatted(chains);
    }

    @Override
    public String run(Product product) throws IOException {
        Chains asked = new Chains(product, product.stack().tenant("chain-kills", CREDIT_USD));
        List<String> tasks = new ArrayList<>();
        for (int i = 0; i < chains; i++) {
            tasks.add(asked.post("1s"));
            Patience.sleep(Duration.ofMillis(product.random().nextInt(PAUSE_MILLIS_MAX)));
            product.stack().ready().pids("worker").forEach(Signals::kill);
            product.books().check();
        }
        for (String task : tasks) {
            asked.madeAll(asked.ended(task));
        }
        product.books().check();
        long lines = product.books()
                .count("SELECT COUNT(*) FROM transfer t JOIN tenant n ON n.id = t.tenant_id WHERE n.name = '%s'"
                                .formatted(asked.tenant().name())
                        + " AND t.wallet_seq IS NOT NULL AND t.kind = 'DEBIT'");
        MissException.unlessEqual((long) chains, lines, "the lines of the wallet that charge");
        return "%d chains, %d pictures looked at, one charge for each".formatted(chains, chains * Chains.STEPS.size());
    }
}
