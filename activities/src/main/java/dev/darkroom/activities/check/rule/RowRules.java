package dev.darkroom.activities.check.rule;

import java.util.List;
import java.util.stream.Stream;

/** Every rule that rows alone decide. */
public final class RowRules {

    private RowRules() {}

    /** Those that need nothing but the database. */
    public static List<RowRule> all() {
        return Stream.of(MoneyRules.all(), JobRules.all(), ImageRules.all(), WebhookRules.all(), ChainRules.all())
                .flatMap(List::stream)
                .toList();
    }

    /** Those that search for words. */
    public static List<RowRule> searching() {
        return TextRules.all();
    }
}
