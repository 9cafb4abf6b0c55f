package dev.darkroom.api.catalogue;

import dev.darkroom.api.core.Model;
import dev.darkroom.api.http.JsonText;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.workflows.domain.job.Capability;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageSize;
import dev.darkroom.workflows.domain.job.ModelId;
import dev.darkroom.workflows.domain.job.ProviderId;
import dev.darkroom.workflows.domain.job.Route;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One file of the catalogue: the models of a family. Its form has been checked against the schema of these files. */
final class FamilyFile {

    private static final Map<String, JsonValue> OBJECT = Map.of(
            "$schema", new JsonValue.Str("https://json-schema.org/draft/2020-12/schema"),
            "type", new JsonValue.Str("object"),
            "additionalProperties", new JsonValue.Bool(false));

    private final Json file;
    private final Json books;
    private final PriceBooks prices;

    /**
     * A file.
     *
     * @param books the prices of every model that names none of its own
     */
    FamilyFile(Json file, Json books, PriceBooks prices) {
        this.file = file;
        this.books = books;
        this.prices = prices;
    }

    /** A model with the offers that its file makes of it. */
    record Entry(Model model, Json offers) {}

    List<Entry> entries() {
        return file.at("models").items().stream()
                .map(model -> new Entry(model(model), model.at("offers")))
                .toList();
    }

    private Model model(Json model) {
        List<String> words = model.texts("capabilities");
        Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
        Arrays.stream(Capability.values())
                .filter(capability -> words.contains(capability.word()))
                .forEach(capabilities::add);
        Set<Model.Ability> abilities = EnumSet.noneOf(Model.Ability.class);
        Arrays.stream(Model.Ability.values())
                .filter(ability -> words.contains(ability.word()))
                .forEach(abilities::add);
        Json images = model.at("images");
        return new Model(
                new ModelId(model.at("id").text()),
                file.at("family").text(),
                file.at("vendor").text(),
                model.at("display_name").text(),
                model.at("description").text(),
                capabilities,
                abilities,
                model.texts("features"),
                model.number("prompt_characters"),
                model.number("references", 0),
                new Model.Count(images.number("default"), images.number("min"), images.number("max")),
                model.texts("formats").stream().map(FamilyFile::format).toList(),
                tiers(model.at("tiers")),
                model.texts("more_sizes").stream().map(FamilyFile::size).toList(),
                List.copyOf(model.at("parameters").fields().keySet()),
                parametersSchema(model.at("parameters")),
                prices(model, capabilities),
                model.at("routes").items().stream()
                        .map(route -> way(route, images))
                        .toList(),
                model.find("deprecated")
                        .map(gone -> new Model.Deprecation(
                                gone.at("since").text(), gone.at("notice").text()))
                        .orElse(null));
    }

    private List<Model.Price> prices(Json model, Set<Capability> capabilities) {
        Map<String, JsonValue> byBook = new LinkedHashMap<>(books.fields());
        byBook.putAll(model.at("prices").fields());
        List<Model.Price> all = new ArrayList<>();
        byBook.forEach((book, price) -> all.addAll(prices.read(book, new Json(price), capabilities)));
        return all;
    }

    private static List<Model.Tier> tiers(Json tiers) {
        List<Model.Tier> all = new ArrayList<>();
        tiers.fields().forEach((name, shapes) -> all.add(new Model.Tier(name, shapes(new Json(shapes)))));
        return all;
    }

    private static List<Model.Shape> shapes(Json shapes) {
        List<Model.Shape> all = new ArrayList<>();
        shapes.fields().forEach((ratio, pixels) -> all.add(new Model.Shape(ratio, size(new Json(pixels).text()))));
        return all;
    }

    /** The size of a text like {@code 1024x768}. */
    static ImageSize size(String text) {
        int x = text.indexOf('x');
        return new ImageSize(Integer.parseInt(text.substring(0, x)), Integer.parseInt(text.substring(x + 1)));
    }

    private static ImageFormat format(String word) {
        return ImageFormat.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static Model.Way way(Json way, Json images) {
        Route route = new Route(
                new ProviderId(way.at("provider").text()), way.at("model").text());
        return new Model.Way(
                route, way.number("images_max", images.number("max")), way.number("side_max", ImageSize.SIDE_MAX));
    }

    private static String parametersSchema(Json parameters) {
        LinkedHashMap<String, JsonValue> schema = new LinkedHashMap<>();
        for (String name : List.of("$schema", "type", "additionalProperties")) {
            schema.put(name, OBJECT.get(name));
        }
        schema.put("properties", parameters.value());
        return JsonText.asRead(new JsonValue.Obj(schema));
    }
}
