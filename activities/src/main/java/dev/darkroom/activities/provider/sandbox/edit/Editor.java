package dev.darkroom.activities.provider.sandbox.edit;

import dev.darkroom.activities.provider.InputImage;
import dev.darkroom.activities.provider.InputImages;
import dev.darkroom.activities.provider.sandbox.draw.Lettering;
import dev.darkroom.activities.provider.sandbox.draw.Painter;
import dev.darkroom.activities.provider.sandbox.edit.Decoder.Decoded;
import dev.darkroom.workflows.domain.job.ImageSize;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Edits pictures: the first one is the base, others are laid on it, then the prompt's words are done in their order. It
 * works on one picture at a time, so that a process holds the pixels of no more than one edit.
 */
public final class Editor {

    private static final int CHECKED = 64;

    private final Painter painter;
    private final Compositor compositor;
    private final Retouch retouch;
    private final ReentrantLock one = new ReentrantLock(true);

    public Editor(Painter painter, Lettering lettering) {
        this.painter = painter;
        compositor = new Compositor(lettering);
        retouch = new Retouch(painter, lettering);
    }

    /**
     * One image that is wanted.
     *
     * @param prompt what is to be done; blank for a cut-out of the subject where there is no mask
     * @param size of the result
     * @param seed decides what the prompt leaves open
     * @param index which of the job's images, from 0: each looks different
     */
    public record Order(InputImages inputs, String prompt, ImageSize size, long seed, int index) {
        private EditPlan plan() {
            return prompt.isBlank() && inputs.mask() == null
                    ? new EditPlan(List.of(Edit.Change.REMOVE_BACKGROUND), false)
                    : EditWords.read(prompt);
        }

        private InputImage base() {
            return inputs.references().getFirst();
        }

        private List<InputImage> others() {
            return inputs.references().subList(1, inputs.references().size());
        }

        /** Keeps the prompt out of logs. */
        @Override
        public String toString() {
            return "Order[%d of %s]".formatted(index, size.text());
        }
    }

    /**
     * Whether all pictures can be read, and the mask has the size of the first.
     *
     * @throws IOException where their bytes cannot be had
     */
    public boolean accepts(InputImages inputs) throws IOException {
        one.lock();
        try {
            Optional<ImageSize> base = Optional.empty();
            for (InputImage reference : inputs.references()) {
                Optional<ImageSize> size = whole(reference);
                if (size.isEmpty()) {
                    return false;
                }
                base = base.or(() -> size);
            }
            return inputs.mask() == null || (base.isPresent() && base.equals(whole(inputs.mask())));
        } finally {
            one.unlock();
        }
    }

    /**
     * Makes one image.
     *
     * @return empty where a picture cannot be read, or the mask does not fit
     * @throws IOException where the bytes of a picture cannot be had
     */
    public Optional<BufferedImage> edit(Order order) throws IOException {
        one.lock();
        try {
            int width = order.size().width();
            int height = order.size().height();
            Optional<Decoded> base = Decoder.decode(order.base(), width, height);
            if (base.isEmpty()) {
                return Optional.empty();
            }
            BufferedImage whole = Fit.cover(base.get().pixels(), width, height);
            InputImage mask = order.inputs().mask();
            if (mask == null) {
                return part(order, whole, false);
            }
            Optional<Decoded> said = Decoder.decode(mask, width, height);
            return said.isEmpty() || !said.get().whole().equals(base.get().whole())
                    ? Optional.empty()
                    : masked(order, whole, Mask.covering(said.get().pixels(), width, height));
        } finally {
            one.unlock();
        }
    }

    /** Edits the part around the open pixels of the mask as if it were a picture, and takes over those pixels. */
    private Optional<BufferedImage> masked(Order order, BufferedImage whole, Mask mask) throws IOException {
        if (mask.isClosed()) {
            return Optional.of(whole);
        }
        Optional<BufferedImage> part = part(order, Argb.part(whole, mask.bounds()), true);
        part.ifPresent(edited -> mask.paste(edited, whole));
        return part.map(_ -> whole);
    }

    private Optional<BufferedImage> part(Order order, BufferedImage base, boolean masked) throws IOException {
        EditPlan plan = order.plan();
        Optional<BufferedImage> composed = compose(order, base, plan.sideBySide(), masked);
        if (composed.isEmpty()) {
            return composed;
        }
        BufferedImage picture = composed.get();
        if (masked && plan.isEmpty() && order.others().isEmpty()) {
            picture = redrawn(order, base.getWidth(), base.getHeight());
        }
        Grade.of(order.index()).apply(picture);
        for (Edit edit : plan.edits()) {
            picture = retouch.apply(edit, picture, order.seed());
        }
        picture = Fit.contain(picture, base.getWidth(), base.getHeight());
        // What fills a mask can be seen without it.
        boolean stamped = plan.isEmpty() && !masked;
        return Optional.of(stamped ? retouch.stamp(picture, order.prompt()) : picture);
    }

    /** What the prompt shows, in place of what was there. */
    private BufferedImage redrawn(Order order, int width, int height) {
        return Argb.of(painter.scenery(order.prompt(), order.seed(), new ImageSize(width, height)));
    }

    /** Lays the other pictures on the base, or all of them beside each other; in a mask the others fill it. */
    private Optional<BufferedImage> compose(Order order, BufferedImage base, boolean sideBySide, boolean masked)
            throws IOException {
        List<InputImage> others = order.others();
        if (others.isEmpty()) {
            return Optional.of(base);
        }
        int width = base.getWidth();
        int height = base.getHeight();
        boolean inCells = sideBySide || masked;
        int ahead = inCells && !masked ? 1 : 0;
        List<Rectangle> places = inCells
                ? Layout.cells(others.size() + ahead, width, height)
                : Layout.insets(others.size(), width, height);
        BufferedImage picture = inCells ? Compositor.paper(width, height) : base;
        if (ahead == 1) {
            compositor.cell(picture, base, places.getFirst(), 1);
        }
        for (int i = 0; i < others.size(); i++) {
            Rectangle place = places.get(i + ahead);
            Optional<Decoded> other = Decoder.decode(others.get(i), place.width, place.height);
            if (other.isEmpty()) {
                return Optional.empty();
            }
            if (inCells) {
                compositor.cell(picture, other.get().pixels(), place, i + 2);
            } else {
                compositor.inset(picture, other.get().pixels(), place, i + 2);
            }
        }
        return Optional.of(picture);
    }

    private static Optional<ImageSize> whole(InputImage image) throws IOException {
        return Decoder.decode(image, CHECKED, CHECKED).map(Decoded::whole);
    }
}
