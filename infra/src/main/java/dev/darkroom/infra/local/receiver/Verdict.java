package dev.darkroom.infra.local.receiver;

/** What became of checking a delivery's signature. */
enum Verdict {
    VERIFIED("verified"),
    NO_HEADERS("no signature: the Standard Webhooks headers are not there"),
    NO_SECRET("no secret is known here; post the answer that showed it to /secrets"),
    BAD_TIMESTAMP("webhook-timestamp is no number of seconds"),
    TOO_OLD("signed more than 5 minutes ago"),
    TOO_NEW("signed more than 5 minutes in the future"),
    NOT_TEXT("the body is not UTF-8"),
    WRONG_SIGNATURE("the signature fits none of the known secrets");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    /** For a person. */
    String words() {
        return words;
    }
}
