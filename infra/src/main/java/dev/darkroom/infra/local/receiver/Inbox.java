package dev.darkroom.infra.local.receiver;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The newest deliveries, in memory. */
final class Inbox {

    static final int KEPT_MAX = 200;
    // What a small heap can turn into JSON.
    private static final int CHARACTERS_MAX = 4 << 20;
    private static final int IDS_MAX = 5000;

    private final Deque<Delivery> newestFirst = new ArrayDeque<>();
    private final SequencedMap<String, Integer> arrivals = new LinkedHashMap<>();
    private long total;
    private int characters;

    /**
     * What is kept, newest first.
     *
     * @param total how many arrived, with those that are not kept any more
     */
    record Contents(long total, List<Delivery> deliveries) {}

    synchronized Delivery add(Instant at, String path, Signature signature, Verdict verdict, Content content) {
        int arrival = signature.id().isEmpty() ? 1 : arrivals.merge(signature.id(), 1, Integer::sum);
        if (arrivals.size() > IDS_MAX) {
            arrivals.pollFirstEntry();
        }
        total++;
        Delivery delivery = new Delivery(total, arrival, at, path, signature, verdict, content);
        newestFirst.addFirst(delivery);
        characters += content.text().length();
        while (newestFirst.size() > KEPT_MAX || characters > CHARACTERS_MAX) {
            characters -= newestFirst.removeLast().content().text().length();
        }
        return delivery;
    }

    synchronized Contents contents() {
        return new Contents(total, List.copyOf(newestFirst));
    }
}
