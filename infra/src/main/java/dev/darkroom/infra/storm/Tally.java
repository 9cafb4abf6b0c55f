package dev.darkroom.infra.storm;

import dev.darkroom.api.http.JsonFields;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.StrictJson;
import dev.darkroom.infra.live.world.Json;
import dev.darkroom.infra.storm.fault.Nemesis;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;

/** What all rounds so far came to: a file with one JSON object a round, so that a long run can be broken off. */
final class Tally {

    private final Path file;
    private final Map<String, Integer> fired = new TreeMap<>();
    private int rounds;
    private int brokenRounds;
    private int accepted;
    private long seconds;

    /** Goes on with a file, or begins it. */
    Tally(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                add(StrictJson.read(line.getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    private void add(JsonValue round) {
        rounds++;
        brokenRounds += Json.at(round, "broken") instanceof JsonValue.Arr arr
                        && !arr.items().isEmpty()
                ? 1
                : 0;
        accepted += Integer.parseInt(Json.text(round, "accepted"));
        seconds += Long.parseLong(Json.text(round, "seconds"));
        Json.at(round, "fired").fieldsOrNone().forEach((name, count) -> {
            if (count instanceof JsonValue.Num number) {
                fired.merge(name, Integer.valueOf(number.text()), Integer::sum);
            }
        });
    }

    /** Adds a round that took so long. */
    void add(RoundResult result, long tookSeconds) throws IOException {
        JsonFields faults = JsonFields.empty();
        result.fired().forEach(faults::with);
        JsonFields round = JsonFields.of("seed", result.seed())
                .with("seconds", tookSeconds)
                .with("quiet_ms", result.quiet().toMillis())
                .with("accepted", result.accepted())
                .with("kills", result.kills())
                .with("fired", faults)
                .with("broken", result.broken());
        Files.writeString(file, round.text() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        add(round.json());
    }

    int kills() {
        return Nemesis.kills(fired);
    }

    int rounds() {
        return rounds;
    }

    int brokenRounds() {
        return brokenRounds;
    }

    int accepted() {
        return accepted;
    }

    long seconds() {
        return seconds;
    }

    Map<String, Integer> fired() {
        return new TreeMap<>(fired);
    }
}
