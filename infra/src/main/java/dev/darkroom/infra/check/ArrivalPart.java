package dev.darkroom.infra.check;

import dev.darkroom.activities.check.Findings;
import dev.darkroom.activities.check.Rows;
import dev.darkroom.activities.check.rule.Rule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** What the books say was delivered has arrived. An {@link IdSet} of the events that have is in memory. */
final class ArrivalPart implements LogPart {

    static final Rule ARRIVED =
            Rule.always("I11.arrived", "what the books say was delivered has arrived, and was taken");

    private static final int PAGE = 2000;

    private final LogFile log;
    private final Rows rows;

    ArrivalPart(Path file, Rows rows) {
        log = new LogFile(file);
        this.rows = rows;
    }

    @Override
    public List<Rule> rules() {
        return List.of(ARRIVED);
    }

    @Override
    public void run(Findings findings) throws IOException {
        IdSet taken = new IdSet();
        log.each(line -> {
            if (line.number("answered").filter(status -> status / 100 == 2).isPresent()) {
                line.text("event")
                        .filter(ArrivalPart::isId)
                        .map(UUID::fromString)
                        .ifPresent(taken::add);
            }
        });
        String after = "";
        while (true) {
            List<Rows.Row> page = rows.select(
                    "SELECT d.id, d.event_id FROM webhook_delivery d WHERE d.id > ? AND d.state = 'DELIVERED'"
                            + " ORDER BY d.id LIMIT " + PAGE,
                    List.of(after));
            for (Rows.Row row : page) {
                if (!taken.contains(UUID.fromString(row.text(1)))) {
                    findings.add(ARRIVED, "event %s of delivery %s".formatted(row.text(1), row.text(0)));
                }
            }
            if (page.size() < PAGE) {
                return;
            }
            after = page.getLast().text(0);
        }
    }

    private static boolean isId(String text) {
        return text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }
}
