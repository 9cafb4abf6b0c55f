package dev.darkroom.api.surface.stratizon.usage;

import dev.darkroom.api.core.Usages;
import dev.darkroom.api.surface.stratizon.Credits;
import io.micronaut.serde.annotation.Serdeable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was made.
 *
 * @param usage a line per group, whose first field is named by what the groups are
 */
@Serdeable
record UsageReply(List<Map<String, Object>> usage) {

    /**
     * The lines of a usage.
     *
     * @param group the name of the first field
     */
    static UsageReply of(String group, List<Usages.Line> lines) {
        return new UsageReply(lines.stream().map(line -> line(group, line)).toList());
    }

    private static Map<String, Object> line(String group, Usages.Line line) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(group, line.name());
        fields.put("jobs", line.jobs());
        fields.put("images", line.images());
        fields.put("charged_credits", Credits.of(line.charged()));
        fields.put("refunded_credits", Credits.of(line.refunded()));
        return fields;
    }
}
