package dev.darkroom.api.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The texts of a request that reach a model. */
public final class Texts {

    private Texts() {}

    /** A prompt, and every text anywhere inside a value; names of fields are none. */
    public static List<String> of(String prompt, @Nullable JsonValue value) {
        List<String> texts = new ArrayList<>();
        if (!prompt.isEmpty()) {
            texts.add(prompt);
        }
        if (value != null) {
            collect(value, texts);
        }
        return texts;
    }

    private static void collect(JsonValue value, List<String> texts) {
        switch (value) {
            case JsonValue.Str text -> texts.add(text.value());
            case JsonValue.Arr array -> array.items().forEach(item -> collect(item, texts));
            case JsonValue.Obj object -> object.fields().values().forEach(field -> collect(field, texts));
            case JsonValue.Num _, JsonValue.Bool _, JsonValue.Null _ -> {}
        }
    }
}
