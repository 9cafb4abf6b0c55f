package dev.darkroom.infra.storm;

import dev.darkroom.infra.storm.fault.Nemesis;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a round came to.
 *
 * @param fired how often each fault really fired
 * @param states how many jobs there are by now of each state, those of the rounds before it too
 * @param quiet how long it took from the last fault until nothing was left to do
 * @param broken what does not hold; empty where all is well
 */
record RoundResult(
        long seed,
        Map<String, Integer> fired,
        int accepted,
        Map<String, Long> states,
        Duration quiet,
        List<String> broken) {

    int kills() {
        return Nemesis.kills(fired);
    }
}
