package dev.darkroom.api.boot;

import dev.darkroom.activities.provider.ImageProvider;
import dev.darkroom.activities.provider.ProviderCatalog;
import dev.darkroom.api.core.Catalogue;
import dev.darkroom.api.core.Model;
import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.JsonText;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.StrictJson;
import dev.darkroom.workflows.domain.job.Capability;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageSize;
import dev.darkroom.workflows.domain.job.ModelId;
import dev.darkroom.workflows.domain.job.ProviderId;
import dev.darkroom.workflows.domain.job.Route;
import dev.darkroom.workflows.domain.money.MicroUsd;
import dev.darkroom.workflows.domain.money.PriceUnit;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the catalogue: one file per model family in the resources, listed in {@code catalogue/index.json}. A file that
 * is wrong stops the start with its name.
 */
@Factory
final class CatalogueFiles {

    private static final String FOLDER = "/catalogue/";

    @Singleton
    Catalogue catalogue(ProviderCatalog providers) {
        List<Model> models = new ArrayList<>();
        for (JsonValue name : items(read("index.json"))) {
            String file = text(name);
            try {
                models.add(model(read(file)));
            } catch (BadFieldException | IllegalArgumentException | NullPointerException e) {
                throw new IllegalStateException("the catalogue's " + file + " is wrong: " + e.getMessage(), e);
            }
        }
        Set<ProviderId> available =
                providers.all().stream().map(ImageProvider::id).collect(Collectors.toSet());
        return new Catalogue(models, available);
    }

    private static Model model(JsonValue file) {
        return new Model(
                new ModelId(text(field(file, "id"))),
                aliases(field(file, "aliases")),
                text(field(file, "display_name")),
                text(field(file, "description")),
                capabilities(field(file, "capabilities")),
                number(field(file, "prompt_characters")),
                number(field(file, "images")),
                sizes(field(file, "sizes")),
                items(field(file, "formats")).stream()
                        .map(format -> ImageFormat.valueOf(constant(format)))
                        .toList(),
                items(field(file, "prices")).stream().map(CatalogueFiles::price).toList(),
                items(field(file, "routes")).stream().map(CatalogueFiles::route).toList(),
                JsonText.asRead(field(file, "parameters")));
    }

    private static List<Model.Alias> aliases(JsonValue bySurface) {
        List<Model.Alias> aliases = new ArrayList<>();
        bySurface
                .fieldsOrNone()
                .forEach((surface, names) ->
                        items(names).forEach(name -> aliases.add(new Model.Alias(surface, text(name)))));
        return aliases;
    }

    private static Set<Capability> capabilities(JsonValue words) {
        Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
        items(words).forEach(word -> capabilities.add(Capability.valueOf(constant(word))));
        return capabilities;
    }

    private static List<Model.Size> sizes(JsonValue byQuality) {
        List<Model.Size> sizes = new ArrayList<>();
        for (Map.Entry<String, JsonValue> quality : byQuality.fieldsOrNone().entrySet()) {
            quality.getValue()
                    .fieldsOrNone()
                    .forEach((ratio, pixels) -> sizes.add(new Model.Size(quality.getKey(), ratio, size(text(pixels)))));
        }
        return sizes;
    }

    private static ImageSize size(String text) {
        int x = text.indexOf('x');
        return new ImageSize(Integer.parseInt(text.substring(0, x)), Integer.parseInt(text.substring(x + 1)));
    }

    private static Model.Price price(JsonValue price) {
        return new Model.Price(
                text(field(price, "book")),
                Capability.valueOf(constant(field(price, "capability"))),
                text(field(price, "quality")),
                new MicroUsd(number(field(price, "micro_usd"))),
                PriceUnit.valueOf(constant(field(price, "per"))));
    }

    private static Route route(JsonValue route) {
        return new Route(new ProviderId(text(field(route, "provider"))), text(field(route, "model")));
    }

    private static JsonValue field(JsonValue object, String name) {
        JsonValue value = object.fieldsOrNone().get(name);
        if (value == null) {
            throw new BadFieldException(name, "is missing");
        }
        return value;
    }

    private static List<JsonValue> items(JsonValue value) {
        if (value instanceof JsonValue.Arr array) {
            return array.items();
        }
        throw new IllegalArgumentException("an array is expected");
    }

    private static String text(JsonValue value) {
        if (value instanceof JsonValue.Str string) {
            return string.value();
        }
        throw new IllegalArgumentException("a string is expected");
    }

    private static int number(JsonValue value) {
        if (value instanceof JsonValue.Num number) {
            return Integer.parseInt(number.text());
        }
        throw new IllegalArgumentException("an integer is expected");
    }

    private static String constant(JsonValue word) {
        return text(word).toUpperCase(Locale.ROOT);
    }

    private static JsonValue read(String name) {
        try (InputStream file = CatalogueFiles.class.getResourceAsStream(FOLDER + name)) {
            if (file == null) {
                throw new IllegalStateException("the catalogue has no " + name);
            }
            return StrictJson.read(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
