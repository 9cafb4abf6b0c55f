package dev.darkroom.infra.laws.source;

import java.util.List;

/** What lengths come to: how many there are, and the one that so many of a hundred do not exceed. */
record Figures(List<Integer> lengths) {

    Figures {
        lengths = lengths.stream().sorted().toList();
    }

    int max() {
        return percentile(100);
    }

    int median() {
        return percentile(50);
    }

    /** The smallest length that {@code percent} of a hundred lengths do not exceed; 0 where there are none. */
    int percentile(int percent) {
        int rank = (lengths.size() * percent + 99) / 100;
        return lengths.isEmpty() ? 0 : lengths.get(Math.max(rank, 1) - 1);
    }

    @Override
    public String toString() {
        return "%d, median %d, p90 %d, max %d".formatted(lengths.size(), median(), percentile(90), max());
    }
}
