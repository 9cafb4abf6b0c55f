package dev.darkroom.workflows.domain.job;

import java.util.regex.Pattern;

/**
 * A model of the catalogue, by its own id: never an alias.
 *
 * @param value lower-case letters, digits, dots, slashes and hyphens, at most 100 characters
 */
public record ModelId(String value) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9./-]{0,99}");

    public ModelId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a model id has the form " + FORM.pattern());
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
