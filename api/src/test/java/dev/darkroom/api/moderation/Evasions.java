package dev.darkroom.api.moderation;

import dev.darkroom.api.core.Moderation;
import dev.darkroom.workflows.domain.failure.FailureKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** Makes requests that hide a term of the built-in lists, the same ones for the same seed. */
final class Evasions {

    /** A way to hide a term. */
    record Trick(String name, Function<Disguise, List<String>> hide) {}

    static final List<Trick> TRICKS = List.of(
            new Trick("Cyrillic letters", disguise -> disguise.letters(Disguise.CYRILLIC)),
            new Trick("Greek letters", disguise -> disguise.letters(Disguise.GREEK)),
            new Trick("full-width letters", Disguise::fullWidth),
            new Trick("mathematical letters", Disguise::mathematical),
            new Trick("invisible characters", Disguise::invisible),
            new Trick("leetspeak", disguise -> disguise.letters(Disguise.LEET)),
            new Trick("letters spaced out", disguise -> disguise.between(" ")),
            new Trick("letters dotted out", disguise -> disguise.between(".")),
            new Trick("punctuation inside", Disguise::punctuated),
            new Trick("right-to-left override", Disguise::overridden),
            new Trick("accents", Disguise::accented),
            new Trick("a flood of accents", Disguise::flooded),
            new Trick("capitals", Disguise::shouted),
            new Trick("drawn-out letters", Disguise::drawnOut),
            new Trick("20,000 characters around it", Disguise::padded),
            new Trick("two fields", Disguise::split));

    private static final List<String> FRAMES =
            List.of("%s", "a poster, %s, 4k", "oil on canvas (%s)", "please: %s!", "\"%s\" in neon", "x\n%s\ny");

    private Evasions() {}

    static List<Evasion> make(long seed, int count) {
        Random random = new Random(seed);
        List<Evasion> evasions = new ArrayList<>();
        for (int i = 0; i < count; ) {
            Trick trick = TRICKS.get(i % TRICKS.size());
            FailureKind kind = Moderation.KINDS.get(random.nextInt(Moderation.KINDS.size()));
            boolean isPair = kind == FailureKind.MINOR_SAFETY && random.nextInt(4) > 0;
            String term = isPair ? pair(random) : pick(TestLists.alone(kind), random);
            List<String> texts = trick.hide().apply(new Disguise(term, pick(FRAMES, random), random));
            if (isHidden(term, texts)) {
                evasions.add(new Evasion(kind, trick.name(), texts));
                i++;
            }
        }
        return evasions;
    }

    /** Who it is about, and what; the trick is played on the second. */
    private static String pair(Random random) {
        String what = random.nextBoolean() ? "sexual" : "violent";
        return pick(TestLists.group(FailureKind.MINOR_SAFETY, what), random)
                + ", "
                + pick(TestLists.group(FailureKind.MINOR_SAFETY, "minor"), random);
    }

    /** Whether the trick did something: a plain look for the term would not find it, or only after much else. */
    private static boolean isHidden(String term, List<String> texts) {
        return texts.stream().noneMatch(text -> text.length() < 20_000 && text.contains(term));
    }

    private static <T> T pick(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
