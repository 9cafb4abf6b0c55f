package dev.darkroom.api.hostile;

import java.util.Locale;
import java.util.stream.Stream;

/** Keys that are none, are not good for that, or come in a way that is none. */
final class KeyCases {

    private KeyCases() {}

    static Stream<HostileRequest> all(Attack attack) {
        return Stream.of(missing(attack), wrong(attack), several(attack), scopes(attack), good(attack))
                .flatMap(cases -> cases);
    }

    /** Whatever is not in one of the two headers is not looked for. */
    private static Stream<HostileRequest> missing(Attack attack) {
        Expected missing = Expected.refused(Refusal.NO_KEY);
        String key = attack.key();
        String post = "POST " + attack.target().post;
        return Stream.of(
                attack.headers("no key", missing, Attack.JSON),
                attack.headers("no key and no type", missing),
                attack.to(post + "?api_key=" + key, "a key in the query", missing, Attack.JSON),
                attack.to(post + "?access_token=" + key, "a token in the query", missing, Attack.JSON),
                attack.headers("a key in a cookie", missing, Attack.JSON, "Cookie: X-API-Key=" + key + "; JWT=" + key),
                attack.headers("a key for a proxy", missing, Attack.JSON, "Proxy-Authorization: Bearer " + key),
                attack.headers("a key in a header alike", missing, Attack.JSON, "X_API_Key: " + key),
                attack.to("GET " + attack.target().read + "x", "no key to read", missing),
                attack.to("GET " + attack.target().read + "x?key=" + key, "a key in the query to read", missing));
    }

    /** All of them are told the same. */
    private static Stream<HostileRequest> wrong(Attack attack) {
        String key = attack.key();
        Stream<String> authorizations = Stream.of(
                "",
                "Bearer",
                "Bearer ",
                "Basic dTpw",
                "Digest username=x",
                key,
                "Token " + key,
                "Bearer:" + key,
                "Bearer\t" + key,
                "Bearer  " + key,
                "Bearer " + key + " " + key,
                "Bearer " + key + ", Bearer " + key,
                "Bearer \"" + key + "\"",
                "Bearer " + key + "x",
                "Bearer " + key.substring(0, key.length() - 1),
                "Bearer " + key.substring(0, key.length() - 4) + "AAAA",
                "Bearer " + key.toUpperCase(Locale.ROOT),
                "Bearer " + key.replace("sk-dr-", "sk-"),
                "Bearer \u00e9" + key.substring(1),
                "Bearer " + "x".repeat(7_500),
                "Bearer ' OR '1'='1",
                "Bearer null",
                "Bearer " + attack.revokedKey());
        Stream<HostileRequest> posts = authorizations.map(value -> wrong(attack, "Authorization: " + value));
        Stream<HostileRequest> others =
                Stream.of("", "Bearer " + key, key + ",", "x").map(value -> wrong(attack, "X-API-Key: " + value));
        return Stream.concat(posts, others);
    }

    private static HostileRequest wrong(Attack attack, String header) {
        String shown = header.replaceAll("sk-dr-\\w+", "KEY");
        String name = shown.length() > 60 ? shown.substring(0, 60) : shown;
        return attack.headers(name, Expected.refused(Refusal.BAD_KEY), Attack.JSON, header);
    }

    private static Stream<HostileRequest> several(Attack attack) {
        Expected wrong = Expected.refused(Refusal.BAD_KEY);
        String other = "Authorization: Bearer " + attack.otherKey();
        return Stream.of(
                attack.headers("two keys", wrong, Attack.JSON, attack.bearer(), other),
                attack.headers("two keys, the other way", wrong, Attack.JSON, other, attack.bearer()),
                attack.headers(
                        "two keys in two headers",
                        wrong,
                        Attack.JSON,
                        attack.bearer(),
                        "X-API-Key: " + attack.otherKey()),
                attack.headers("a key and an empty one", wrong, Attack.JSON, attack.bearer(), "X-API-Key:"),
                attack.headers(
                        "a key and a password", wrong, Attack.JSON, attack.bearer(), "Authorization: Basic dTpw"),
                attack.headers(
                        "two of the other header", wrong, Attack.JSON, "X-API-Key: " + attack.key(), "X-API-Key: x"));
    }

    private static Stream<HostileRequest> scopes(Attack attack) {
        Expected forbidden = Expected.refused(Refusal.FORBIDDEN);
        String read = attack.target().read + attack.foreignJob();
        return Stream.of(
                attack.headers("a key that may only read", forbidden, Attack.JSON, "X-API-Key: " + attack.readKey()),
                attack.to("GET " + read, "a key that may only ask", forbidden, "X-API-Key: " + attack.writeKey()));
    }

    /** Forms that are odd and right; what they ask for is not there. */
    private static Stream<HostileRequest> good(Attack attack) {
        String read = "GET " + attack.target().read + "x";
        String key = attack.key();
        return Stream.of(
                        "Authorization: bearer " + key,
                        "AUTHORIZATION: BEARER " + key + " \t",
                        "x-api-key:" + key,
                        attack.bearer() + "\r\n" + attack.bearer(),
                        attack.bearer() + "\r\nX-API-Key: " + key)
                .map(header -> attack.to(
                        read,
                        "good: " + header.replace(key, "KEY"),
                        attack.target().missing(),
                        header));
    }
}
