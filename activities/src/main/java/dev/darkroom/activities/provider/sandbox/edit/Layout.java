package dev.darkroom.activities.provider.sandbox.edit;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;

/** Where several pictures lie on one. */
final class Layout {

    private static final double INSET = 0.3;
    private static final double WIDEST = 1.5;
    private static final int MARGIN = 40;
    private static final int GAP = 64;
    private static final int COLUMN = 3;
    private static final int TWO_COLUMNS = 8;

    private Layout() {}

    /** Small places on a picture, from its upper right corner down and then to the left. */
    static List<Rectangle> insets(int count, int width, int height) {
        int columns = count <= COLUMN ? 1 : count <= TWO_COLUMNS ? 2 : 3;
        int rows = (count + columns - 1) / columns;
        int margin = Math.max(1, Math.min(width, height) / MARGIN);
        int across = (int) Math.min(width * INSET, (width - margin) * 0.8 / columns) - margin;
        int down = (int) Math.min(height * 2 * INSET, (height - margin) / (double) Math.max(rows, 2)) - margin;
        across = (int) Math.min(across, down * WIDEST);
        List<Rectangle> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int x = width - (i / rows + 1) * (across + margin);
            int y = margin + i % rows * (down + margin);
            places.add(new Rectangle(Math.max(0, x), y, Math.max(1, across), Math.max(1, down)));
        }
        return places;
    }

    /** Equal places that fill a size but for the gaps between them: in as many columns as make them most square. */
    static List<Rectangle> cells(int count, int width, int height) {
        int columns = columns(count, width, height);
        int rows = (count + columns - 1) / columns;
        int gap = Math.max(1, Math.min(width, height) / GAP);
        List<Rectangle> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int row = i / columns;
            int inRow = Math.min(columns, count - row * columns);
            int left = edge(i % columns, inRow, width, gap);
            int top = edge(row, rows, height, gap);
            int across = edge(i % columns + 1, inRow, width, gap) - gap - left;
            int down = edge(row + 1, rows, height, gap) - gap - top;
            places.add(new Rectangle(left, top, Math.max(1, across), Math.max(1, down)));
        }
        return places;
    }

    private static int edge(int index, int count, int length, int gap) {
        return index * (length + gap) / count;
    }

    private static int columns(int count, int width, int height) {
        int best = 1;
        double least = Double.MAX_VALUE;
        for (int columns = 1; columns <= count; columns++) {
            int rows = (count + columns - 1) / columns;
            double ratio = (double) width / columns / ((double) height / rows);
            double away = Math.max(ratio, 1 / ratio) + (columns * rows - count) * 0.1;
            if (away <= least) {
                least = away;
                best = columns;
            }
        }
        return best;
    }
}
