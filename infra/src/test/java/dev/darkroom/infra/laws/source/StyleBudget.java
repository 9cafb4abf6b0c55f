package dev.darkroom.infra.laws.source;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How long files and methods may be, in lines. */
final class StyleBudget {

    static final int FILE_MAX = 400;
    static final int FILE_MEDIAN = 70;
    static final int FILE_P90 = 200;
    static final int METHOD_MAX = 70;
    static final int METHOD_NORMAL = 25;
    static final int PARENT_POM_MAX = 350;

    private StyleBudget() {}

    /** Each file and method that is too long, with its length and its budget. */
    static List<String> breaches(List<JavaSource> sources) {
        return sources.stream().flatMap(StyleBudget::breachesOf).toList();
    }

    /** Where most files are too long, though none need be too long by itself. */
    static List<String> breachesOfAll(List<JavaSource> sources) {
        Figures figures = files(sources);
        List<String> breaches = new ArrayList<>();
        if (figures.median() > FILE_MEDIAN) {
            breaches.add("the median file has %d lines, budget %d".formatted(figures.median(), FILE_MEDIAN));
        }
        if (figures.percentile(90) > FILE_P90) {
            breaches.add("one file of ten has %d lines or more, budget %d".formatted(figures.percentile(90), FILE_P90));
        }
        return breaches;
    }

    /** The lengths of files; a package's description is none. */
    static Figures files(List<JavaSource> sources) {
        return new Figures(sources.stream()
                .filter(source -> !source.name().endsWith("package-info.java"))
                .map(JavaSource::lines)
                .toList());
    }

    /** The lengths of methods. */
    static Figures methods(List<JavaSource> sources) {
        return new Figures(sources.stream()
                .flatMap(source -> source.methods().stream())
                .map(JavaSource.Method::lines)
                .toList());
    }

    private static Stream<String> breachesOf(JavaSource source) {
        Stream<String> file = Stream.of(source)
                .filter(each -> each.lines() > FILE_MAX)
                .map(each -> "%s has %d lines, budget %d".formatted(each.name(), each.lines(), FILE_MAX));
        Stream<String> methods = source.methods().stream()
                .filter(method -> method.lines() > METHOD_MAX)
                .map(method -> "%s: %s has %d lines, budget %d"
                        .formatted(source.name(), method.name(), method.lines(), METHOD_MAX));
        return Stream.concat(file, methods);
    }
}
