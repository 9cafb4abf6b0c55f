package dev.darkroom.infra.live.receiver;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a receiver is sent once.
 *
 * @param what it is, in a few words
 * @param genuine whether a receiver has to take it
 */
public record Attempt(String what, SignedRequest request, boolean genuine) {

    private static final Duration TOO_FAR = Duration.ofMinutes(10);

    /**
     * All that a receiver with this secret has to tell apart. The second genuine one repeats the event of the first.
     *
     * @param secret the receiver's
     */
    public static List<Attempt> all(String secret) {
        Instant now = Instant.now();
        String other = SignedRequest.newSecret();
        SignedRequest first = signed(secret, now.minusSeconds(2));
        SignedRequest again = SignedRequest.of(secret, first.id(), now, first.body());
        SignedRequest fresh = signed(secret, now);
        String right = fresh.signature();
        return List.of(
                new Attempt("a delivery", first, true),
                new Attempt("a second attempt", again, true),
                new Attempt("its secret's signature first", before(other, signed(secret, now), now), true),
                new Attempt("its secret's signature second", after(other, signed(secret, now), now), true),
                bad("another body", fresh.withBody(fresh.body().replace("1.50", "9.50"))),
                bad("the same body, written anew", fresh.withBody(fresh.body().replace(" : ", ":"))),
                bad("another id", fresh.with(SignedRequest.ID, SignedRequest.newId())),
                bad("another time", fresh.with(SignedRequest.TIMESTAMP, Long.toString(now.getEpochSecond() + 1))),
                bad("another secret", signed(other, now)),
                bad("two signatures, both of others", before(SignedRequest.newSecret(), signed(other, now), now)),
                bad("ten minutes old", signed(secret, now.minus(TOO_FAR))),
                bad("ten minutes early", signed(secret, now.plus(TOO_FAR))),
                bad("no id", fresh.without(SignedRequest.ID)),
                bad("no time", fresh.without(SignedRequest.TIMESTAMP)),
                bad("no signature", fresh.without(SignedRequest.SIGNATURE)),
                bad("no number for a time", fresh.with(SignedRequest.TIMESTAMP, "yesterday")),
                bad("half a signature", fresh.with(SignedRequest.SIGNATURE, "v1")),
                bad("an empty signature", fresh.with(SignedRequest.SIGNATURE, "v1,")),
                bad("the beginning of a signature", fresh.with(SignedRequest.SIGNATURE, right.substring(0, 20))),
                bad("another version", fresh.with(SignedRequest.SIGNATURE, right.replace("v1,", "v2,"))));
    }

    private static Attempt bad(String what, SignedRequest request) {
        return new Attempt(what, request, false);
    }

    private static SignedRequest signed(String secret, Instant at) {
        String id = SignedRequest.newId();
        // What is parsed and written anew has other bytes than these.
        return SignedRequest.of(secret, id, at, """
            {"event" : "task.succeeded", "id": "%s",
              "data": {"prompt": "Grüße, 世界 \\u2713 \\/", "charged": 1.50}}
            """.formatted(id));
    }

    /** As during a rotation: the request with the signature of another secret too. */
    private static SignedRequest after(String other, SignedRequest request, Instant at) {
        return request.with(
                SignedRequest.SIGNATURE, "%s %s".formatted(signature(other, request, at), request.signature()));
    }

    private static SignedRequest before(String other, SignedRequest request, Instant at) {
        return request.with(
                SignedRequest.SIGNATURE, "%s %s".formatted(request.signature(), signature(other, request, at)));
    }

    private static String signature(String secret, SignedRequest request, Instant at) {
        return SignedRequest.of(secret, request.id(), at, request.body()).signature();
    }
}
