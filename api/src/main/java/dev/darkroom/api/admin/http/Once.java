package dev.darkroom.api.admin.http;

/** What is said of secrets, which nobody can be shown twice. */
final class Once {

    static final String SHOWN = "Keep the secret: it is shown this once.";
    static final String SHOWN_BEFORE =
            "The secret was in the first answer to this request and is not kept here. If that answer was lost, make"
                    + " another.";

    private Once() {}
}
