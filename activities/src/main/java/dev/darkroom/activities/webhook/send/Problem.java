package dev.darkroom.activities.webhook.send;

/** Why an attempt got no answer. Everything before a connection is one word, so that it tells nothing of a network. */
public enum Problem {
    /** No connection was made, or none may be: the reasons look alike. */
    UNREACHABLE("unreachable"),
    /** Connected, but the head of an answer was not there in time. */
    TIMED_OUT("timed_out"),
    /** The connection ended before the head of an answer did, what came was not HTTP, or the attempt was broken off. */
    BROKEN("broken");

    private final String word;

    Problem(String word) {
        this.word = word;
    }

    /** What it is called where attempts are stored and shown. */
    public String word() {
        return word;
    }
}
