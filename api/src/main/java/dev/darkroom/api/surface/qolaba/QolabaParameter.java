package dev.darkroom.api.surface.qolaba;

import dev.darkroom.api.core.Model;
import java.util.Arrays;
import java.util.List;

/** What a request can tell some models and not others: under this surface's name, and under the catalogue's. */
enum QolabaParameter {
    SEED("seed", "seed"),
    STEPS("num_inference_steps", "steps"),
    GUIDANCE("guidance_scale", "guidance"),
    TEMPERATURE("temperature", "temperature"),
    NEGATIVE_PROMPT("negative_prompt", "negative_prompt");

    private final String field;
    private final String catalogueName;

    QolabaParameter(String field, String catalogueName) {
        this.field = field;
        this.catalogueName = catalogueName;
    }

    /** The field of a request. */
    String field() {
        return field;
    }

    /** The model's parameter. */
    String catalogueName() {
        return catalogueName;
    }

    /** Those that a model has. */
    static List<QolabaParameter> of(Model model) {
        return Arrays.stream(values())
                .filter(parameter -> model.parameterNames().contains(parameter.catalogueName))
                .toList();
    }

    /** The field for a name of the catalogue's; that name itself where this surface has no field for it. */
    static String field(String catalogueName) {
        return Arrays.stream(values())
                .filter(parameter -> parameter.catalogueName.equals(catalogueName))
                .map(QolabaParameter::field)
                .findFirst()
                .orElse(catalogueName);
    }
}
