package dev.darkroom.infra.local;

import dev.darkroom.infra.local.receiver.Guide;
import java.nio.file.Path;
import java.time.Duration;

/** What a person sees once all is up. */
record Screen(StackOptions options, DataFolder folder, Facts facts, TemporalServer temporal) {

    /** The whole screen. */
    String text(Duration taken) {
        String api = "http://127.0.0.1:" + options.port();
        return """

              Darkroom is up (%d s). Ctrl-C stops it; the next start goes on where this one stopped.

              API          %s
              API docs     %s/docs
              Temporal UI  %s
              Database     %s (user %s)
              Pictures     %s
              Webhooks     %s
            %s%s  Logs         %s
              Demo key     %s

              Make a picture:

                curl -s %s/v1/images/generations \\
                  -H 'Authorization: Bearer %s' \\
                  -H 'Content-Type: application/json' \\
                  -d '{"prompt": "a lighthouse at dusk"}'

              A second later, the same task with the picture's URL:

                curl -s '%s/v1/tasks?limit=1' -H 'Authorization: Bearer %s'

            """.formatted(
                                taken.toSeconds(),
                                api,
                                api,
                                temporalLine(),
                                facts.jdbc(),
                                facts.dbUser(),
                                facts.artifacts(),
                                facts.webhooks(),
                                upstreamsLine(),
                                linksLine(),
                                folder.path("logs"),
                                facts.key(),
                                api,
                                facts.key(),
                                api,
                                facts.key())
                + webhooks(api);
    }

    private String upstreamsLine() {
        Upstreams upstreams = facts.upstreams();
        return upstreams == null
                ? ""
                : "  Upstreams    %s (models with a route to fal; faults: %s/_faults)\n"
                        .formatted(upstreams.url(), upstreams.url());
    }

    private String linksLine() {
        Links links = facts.links();
        return links == null
                ? ""
                : "  Links        %s/proxies (cut one: infra/docs/trust.md#links-to-cut)\n".formatted(links.url());
    }

    private String webhooks(String api) {
        Path standard = options.home().resolve(".darkroom").toAbsolutePath().normalize();
        Path data = folder.path("");
        String command = standard.equals(data) ? "infra/darkroom" : "infra/darkroom --data " + data;
        return """
              See a webhook: have the events of every task sent to the page %s/ ...

            %s

              ... or print them on a terminal, at an address of their own:

                %s webhook listen

            """.formatted(
                        facts.webhooks(),
                        Guide.withKey(api, facts.key())
                                .register(facts.webhooks())
                                .indent(4)
                                .stripTrailing(),
                        command);
    }

    private String temporalLine() {
        if (!temporal.durable()) {
            return "none: Temporal runs in memory here. There is no UI, and its histories are gone after a restart;\n"
                    + "               jobs and money are not. Install the Temporal CLI, or Go, to have both.";
        }
        return temporal.workflowsUrl(LocalStack.NAMESPACE).orElse("at " + temporal.address());
    }
}
