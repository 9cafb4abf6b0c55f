package dev.darkroom.infra.local.receiver;

import java.nio.file.Path;

/**
 * The commands that bring the first webhook here.
 *
 * @param prelude what is to be run before them
 * @param api the base URL of the API
 * @param key what stands for the API key in a command
 */
public record Guide(String prelude, String api, String key) {

    /** For a stack whose key may be shown. */
    public static Guide withKey(String api, String key) {
        return new Guide("", api, key);
    }

    /** For a page that everybody on this machine can open: the key is read from a file that only its owner can. */
    static Guide readingKey(String api, Path readyFile) {
        String quoted = "'" + readyFile.toString().replace("'", "'\\''") + "'";
        return new Guide("key=$(sed -n 's/.*\"key\":\"\\([^\"]*\\)\".*/\\1/p' " + quoted + ")\n", api, "$key");
    }

    /** For a Darkroom that is somewhere else. */
    static Guide elsewhere() {
        return new Guide("", "$api", "$key");
    }

    /**
     * Registers a receiver for the events of every task, and hands it the endpoint's secret.
     *
     * @param receiver its base URL
     */
    public String register(String receiver) {
        return prelude
                + post("/v1/webhook-endpoints", "{\"url\": \"%s\"}".formatted(hook(receiver)))
                + " \\\n  | curl -s --data-binary @- " + receiver + Routes.SECRETS;
    }

    /** Makes a picture whose events are sent to a receiver, registered or not. */
    public String picture(String receiver) {
        return prelude
                + post(
                        "/v1/images/generations",
                        "{\"prompt\": \"a lighthouse at dusk\", \"webhook_url\": \"%s\"}".formatted(hook(receiver)));
    }

    static String hook(String receiver) {
        return receiver + Routes.HOOK;
    }

    private String post(String path, String body) {
        return """
            curl -s %s%s \\
              -H "Authorization: Bearer %s" \\
              -H 'Content-Type: application/json' \\
              -d '%s'\
            """.formatted(api, path, key, body);
    }
}
