package dev.darkroom.infra.laws.source;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The one format of Java sources here: palantir-java-format's, imports in order and none unused. */
public final class JavaFormat {

    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    private JavaFormat() {}

    /** Formats the sources of a tree in place, and prints which files it changed. */
    public static void main(String[] args) throws IOException, FormatterException {
        for (Path file : Checkout.javaFiles(Path.of(args[0]))) {
            String text = Files.readString(file);
            String formatted = format(text);
            if (!formatted.equals(text)) {
                Files.writeString(file, formatted);
                System.out.println(file);
            }
        }
    }

    static String format(String text) throws FormatterException {
        return FORMATTER.formatSourceAndFixImports(text);
    }
}
