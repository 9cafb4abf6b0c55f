package dev.darkroom.api.moderation.text;

import java.util.Arrays;

/** How far the search has come with each term that may be under way: a set that keeps the order of its members. */
final class States {

    /** Where a term began that began in an earlier text. */
    static final int EARLIER = -1;

    /** Of each slot the round in which it was filled, and the state. */
    private long[] table = new long[128];

    private int[] nodes = new int[table.length / 2];
    private int[] modes = new int[table.length / 2];
    private int[] starts = new int[table.length / 2];
    private int size;
    private int round = 1;

    /**
     * @param node the place in the tree
     * @param mode see {@link Mode}
     * @param start the place in the text where the term begins
     */
    void add(int node, int mode, int start) {
        if (size == nodes.length) {
            grow();
        }
        if (isNew((node << Mode.BITS) | mode)) {
            nodes[size] = node;
            modes[size] = mode;
            starts[size] = start;
            size++;
        }
    }

    int size() {
        return size;
    }

    int node(int i) {
        return nodes[i];
    }

    int mode(int i) {
        return modes[i];
    }

    int start(int i) {
        return starts[i];
    }

    void clear() {
        size = 0;
        round++;
    }

    private boolean isNew(int id) {
        long entry = ((long) round << 32) | id;
        int slot = (id * 0x9E3779B9) >>> 8;
        while (true) {
            slot &= table.length - 1;
            if (table[slot] >>> 32 != round) {
                table[slot] = entry;
                return true;
            }
            if (table[slot] == entry) {
                return false;
            }
            slot++;
        }
    }

    private void grow() {
        nodes = Arrays.copyOf(nodes, size * 2);
        modes = Arrays.copyOf(modes, size * 2);
        starts = Arrays.copyOf(starts, size * 2);
        table = new long[size * 4];
        for (int i = 0; i < size; i++) {
            isNew((nodes[i] << Mode.BITS) | modes[i]);
        }
    }
}
