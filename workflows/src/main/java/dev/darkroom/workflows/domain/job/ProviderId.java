package dev.darkroom.workflows.domain.job;

import java.util.regex.Pattern;

/**
 * An upstream that makes images.
 *
 * @param value lower-case letters, digits and hyphens, at most 32 characters
 */
public record ProviderId(String value) {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    public ProviderId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a provider id has the form " + FORM.pattern());
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
