package dev.darkroom.infra.upstream;

import dev.darkroom.api.http.BadFieldException;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Whom to tell of work.
 *
 * @param atStart whether its start is told
 * @param atEnd whether its end is told
 * @param body what is told
 * @param signer the headers that go with a body
 */
record Callback(
        URI url,
        boolean atStart,
        boolean atEnd,
        Function<Work, String> body,
        Function<String, Map<String, String>> signer) {

    private static final Set<String> HOSTS = Set.of("127.0.0.1", "localhost");

    /**
     * Where a request wants to be told.
     *
     * @throws BadFieldException where that is not this machine: a simulator calls nobody else
     */
    static URI url(String field, String text) {
        try {
            URI url = URI.create(text);
            if ("http".equals(url.getScheme()) && url.getHost() != null && HOSTS.contains(url.getHost())) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            throw new BadFieldException(field, "must be a URL");
        }
        throw new BadFieldException(field, "must be an http URL of 127.0.0.1 or localhost");
    }
}
