package dev.darkroom.activities.provider.sandbox.edit;

import dev.darkroom.activities.provider.sandbox.edit.Edit.Change;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the edits out of a prompt. What one rule has read no later one reads again: a blue border tints nothing. */
final class EditWords {

    static final int EDITS_MAX = 20;

    private static final int READ_MAX = 4000;
    private static final String IT =
            "(?:\\s+(?:it|this|that|the|its|a|an|image|picture|photo|whole|by|to|into|in|about))*+";
    private static final String COLOR = "(?:" + ColorWords.ALL + ")";
    private static final String NOT_A_THING =
            "(?!(?:[\\p{L}-]+\\s+){0,2}(?:tint|tone|filter|blur|glow|look|effect|background|noise)s?\\b)";
    private static final String END_OF_THING =
            "(?=\\s+(?:to|on|in|into|at|and|then|with|over|under|above|below|behind|near|beside|that|which)\\b|\\s*[,.;:!?]|\\s*$)";

    private static final Pattern SIDE_BY_SIDE =
            pattern("\\bside[ -]by[ -]side\\b|\\bcombin(?:e|ed|ing)\\b|\\bcollage\\b|\\bnext to each other\\b");

    private static final List<Rule> RULES = List.of(
            new Rule(
                    pattern("\\b(?:caption|text|title|words?|write|writing|says?|saying|reads?|reading|label|sign)\\b"
                            + "[^\"“]{0,40}[\"“]([^\"“”]{1,200})[\"”]"),
                    match -> Optional.of(new Edit.Caption(match.group(1).trim()))),
            new Rule(
                    pattern("\\b(?:remove|erase|delete|cut (?:out|away)|without)" + IT
                            + "\\s+background\\b|\\btransparent background\\b|\\bbackground removal\\b"),
                    _ -> Optional.of(Change.REMOVE_BACKGROUND)),
            new Rule(
                    pattern("\\b(?:replace|change|swap|make|turn)" + IT
                            + "\\s+background\\b\\s*(?:with|to|by|into|for|:)?\\s*([^,.;:\"]{0,80}?)"
                            + "(?=\\s+(?:and|then)\\b|[,.;:\"]|\\s*$)"),
                    match -> Optional.of(background(match.group(1)))),
            new Rule(pattern("\\b" + COLOR + "\\s+background\\b"), match -> Optional.of(background(match.group()))),
            new Rule(
                    pattern("(?:\\b" + COLOR + "\\s+)?\\b(?:border|frame)\\b"),
                    match -> Optional.of(new Edit.Border(color(match.group(), Color.WHITE)))),
            new Rule(pattern("\\bvignett(?:e|ed|ing)\\b"), _ -> Optional.of(Change.VIGNETTE)),
            new Rule(
                    pattern("\\badd(?:\\s+(?:an?|some|the|one))?\\s+" + NOT_A_THING
                            + "([\\p{L}-]+(?:\\s+[\\p{L}-]+){0,2}?)" + END_OF_THING),
                    match -> Optional.of(new Edit.Addition(match.group(1).trim(), ColorWords.first(match.group(1))))),
            new Rule(
                    pattern("\\bcrop(?:ped)?\\b" + IT + "(?:\\s+(square))?"),
                    match -> Optional.of(match.group(1) == null ? Change.CROP_CENTRE : Change.CROP_SQUARE)),
            new Rule(
                    pattern("\\b(rotated?|turn(?:ed)?)\\b" + IT
                            + "(?:\\s+(90|180|270)\\s*(?:°|degrees?\\b|deg\\b)?)?"
                            + IT
                            + "(?:\\s+(left|right|clockwise|counter-?\\s?clockwise|anti-?clockwise|upside[ -]down))?"),
                    EditWords::turn),
            new Rule(pattern("\\bupside[ -]down\\b"), _ -> Optional.of(new Edit.Turn(2))),
            new Rule(
                    pattern("\\b(?:flip(?:ped)?|mirror(?:ed)?)\\b" + IT + "(?:\\s+(vertical(?:ly)?|upside[ -]down))?"),
                    match -> Optional.of(match.group(1) == null ? Change.FLIP : Change.FLIP_OVER)),
            change("\\bblack[ -]and[ -]white\\b|\\bb&w\\b|\\bgr[ae]y[ -]?scale\\b|\\bmonochrome\\b", Change.GRAY),
            change("\\bsepia\\b", Change.SEPIA),
            change("\\bwarm(?:er|th)?\\b", Change.WARM),
            change("\\bcold(?:er)?\\b|\\bcool(?:er)?\\b", Change.COLD),
            change("\\bbright(?:en|ened|er)\\b|\\blight(?:en|er)\\b", Change.BRIGHTEN),
            change("\\bdark(?:en|ened|er)\\b", Change.DARKEN),
            change("\\bblur(?:red|ry)?\\b|\\bout of focus\\b", Change.BLUR),
            change("\\bsharp(?:en|ened|er)\\b", Change.SHARPEN),
            change("\\bpixel(?:ate|ated|ize|ized| art)\\b|\\bmosaic\\b", Change.PIXELATE),
            change("\\binvert(?:ed)?\\b", Change.INVERT),
            new Rule(
                    pattern("\\b(?:" + ColorWords.TINTS + ")\\b"),
                    match ->
                            Optional.ofNullable(ColorWords.first(match.group())).map(Edit.Tint::new)));

    private record Rule(Pattern pattern, Function<MatchResult, Optional<Edit>> edit) {}

    private record Found(int start, int end, Edit edit) {
        boolean overlaps(MatchResult match) {
            return start < match.end() && match.start() < end;
        }
    }

    private EditWords() {}

    /** The plan of a prompt: its first {@value #EDITS_MAX} edits. */
    static EditPlan read(String prompt) {
        String read = prompt.substring(0, Math.min(prompt.length(), READ_MAX));
        List<Found> found = new ArrayList<>();
        for (Rule rule : RULES) {
            Matcher matcher = rule.pattern().matcher(read);
            while (matcher.find()) {
                MatchResult match = matcher.toMatchResult();
                if (found.stream().noneMatch(earlier -> earlier.overlaps(match))) {
                    rule.edit().apply(match).ifPresent(edit -> found.add(new Found(match.start(), match.end(), edit)));
                }
            }
        }
        List<Edit> edits = found.stream()
                .sorted(Comparator.comparingInt(Found::start))
                .limit(EDITS_MAX)
                .map(Found::edit)
                .toList();
        return new EditPlan(edits, SIDE_BY_SIDE.matcher(read).find());
    }

    /** To the right where no direction is said; "turn" alone is no rotation. */
    private static Optional<Edit> turn(MatchResult match) {
        String degrees = Objects.requireNonNullElse(match.group(2), "");
        String way = Objects.requireNonNullElse(match.group(3), "").toLowerCase(Locale.ROOT);
        boolean rotates = match.group(1).toLowerCase(Locale.ROOT).startsWith("rotate");
        if (!rotates && degrees.isEmpty() && way.isEmpty()) {
            return Optional.empty();
        }
        if (way.startsWith("upside")) {
            return Optional.of(new Edit.Turn(2));
        }
        int quarters = degrees.isEmpty() ? 1 : Integer.parseInt(degrees) / 90;
        boolean left = way.equals("left") || way.startsWith("counter") || way.startsWith("anti");
        return Optional.of(new Edit.Turn(left ? 4 - quarters : quarters));
    }

    private static Edit background(String words) {
        return words.toLowerCase(Locale.ROOT).contains("transparen")
                ? Change.REMOVE_BACKGROUND
                : new Edit.Background(ColorWords.first(words), words.trim());
    }

    private static Color color(String words, Color otherwise) {
        return Objects.requireNonNullElse(ColorWords.first(words), otherwise);
    }

    private static Rule change(String words, Change change) {
        return new Rule(pattern(words), _ -> Optional.of(change));
    }

    private static Pattern pattern(String words) {
        return Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
    }
}
