package dev.darkroom.infra.upstream;

import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.JsonFields;
import dev.darkroom.api.http.JsonValue;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Which faults happen by chance at the moment, and how often each has happened. */
final class Script {

    private final Map<Fault, Double> chances = new EnumMap<>(Fault.class);
    private final Map<Fault, Long> fired = new EnumMap<>(Fault.class);
    private long seed;
    private Random random = new Random(0);

    /**
     * The fault that befalls something of that kind, if one does.
     *
     * @param possible those that it can have
     */
    synchronized Optional<Fault> draw(Fault.Stage stage, Set<Fault> possible) {
        double point = random.nextDouble();
        for (Map.Entry<Fault, Double> chance : chances.entrySet()) {
            if (chance.getKey().stage() == stage && possible.contains(chance.getKey())) {
                point -= chance.getValue();
                if (point < 0) {
                    return Optional.of(chance.getKey());
                }
            }
        }
        return Optional.empty();
    }

    /** Notes that a fault has happened. */
    synchronized void fired(Fault fault) {
        fired.merge(fault, 1L, Long::sum);
    }

    /**
     * Sets what happens from now on, and begins chance anew.
     *
     * @param wanted {@code {"seed": 7, "faults": {"submit-502": 0.1}}}; without faults, none happen
     * @throws BadFieldException where it says something else
     */
    synchronized void set(JsonValue wanted) {
        Map<Fault, Double> next = new EnumMap<>(Fault.class);
        wanted.field("faults").fieldsOrNone().forEach((word, chance) -> next.put(fault(word), chance(word, chance)));
        for (Fault.Stage stage : Fault.Stage.values()) {
            double sum = next.entrySet().stream()
                    .filter(each -> each.getKey().stage() == stage)
                    .mapToDouble(Map.Entry::getValue)
                    .sum();
            if (sum > 1) {
                throw new BadFieldException("faults", "must not come to more than 1 for " + stage);
            }
        }
        chances.clear();
        chances.putAll(next);
        seed = wanted.field("seed") instanceof JsonValue.Num number && number.isInteger()
                ? number.value().longValue()
                : 0;
        random = new Random(seed);
    }

    /** What happens at the moment, and what has happened since the start. */
    synchronized String json() {
        JsonFields faults = JsonFields.empty();
        chances.forEach((fault, chance) -> faults.with(fault.word(), chance));
        JsonFields counts = JsonFields.empty();
        fired.forEach((fault, count) -> counts.with(fault.word(), count));
        return JsonFields.of("seed", seed)
                .with("faults", faults)
                .with("fired", counts)
                .text();
    }

    private static Fault fault(String word) {
        return Fault.of(word).orElseThrow(() -> new BadFieldException("faults", "must name faults that there are"));
    }

    private static double chance(String word, JsonValue value) {
        double chance = value instanceof JsonValue.Num number ? number.value().doubleValue() : -1;
        if (chance < 0 || chance > 1) {
            throw new BadFieldException("faults." + word, "must be a number from 0 to 1");
        }
        return chance;
    }
}
