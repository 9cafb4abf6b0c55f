package dev.darkroom.infra.check;

import java.util.UUID;

/** A set of ids that takes 22 to 43 bytes for each of them, whatever there are. */
final class IdSet {

    private static final int FIRST_CAPACITY = 1 << 10;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private long[] high = new long[FIRST_CAPACITY];
    private long[] low = new long[FIRST_CAPACITY];
    private int size;

    /** Adds an id. The nil id, which nothing has, is none. */
    void add(UUID id) {
        if (4L * (size + 1) > 3L * high.length) {
            grow();
        }
        put(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    boolean contains(UUID id) {
        int slot = slot(id.getMostSignificantBits(), id.getLeastSignificantBits());
        return isTaken(slot);
    }

    int size() {
        return size;
    }

    private void put(long upper, long lower) {
        int slot = slot(upper, lower);
        if (!isTaken(slot)) {
            high[slot] = upper;
            low[slot] = lower;
            size++;
        }
    }

    /** Where an id is, or where it would be. */
    private int slot(long upper, long lower) {
        int mask = high.length - 1;
        int slot = (int) (((upper ^ lower) * MIX) >>> 32) & mask;
        while (isTaken(slot) && (high[slot] != upper || low[slot] != lower)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean isTaken(int slot) {
        return high[slot] != 0 || low[slot] != 0;
    }

    private void grow() {
        long[] upper = high;
        long[] lower = low;
        high = new long[2 * upper.length];
        low = new long[2 * lower.length];
        size = 0;
        for (int i = 0; i < upper.length; i++) {
            if (upper[i] != 0 || lower[i] != 0) {
                put(upper[i], lower[i]);
            }
        }
    }
}
