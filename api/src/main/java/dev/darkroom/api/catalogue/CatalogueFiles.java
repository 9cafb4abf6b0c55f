package dev.darkroom.api.catalogue;

import dev.darkroom.activities.provider.ImageProvider;
import dev.darkroom.activities.provider.ProviderCatalog;
import dev.darkroom.api.core.Catalogue;
import dev.darkroom.api.core.Model;
import dev.darkroom.api.core.Offer;
import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.StrictJson;
import dev.darkroom.workflows.domain.job.Capability;
import dev.darkroom.workflows.domain.job.ProviderId;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Reads the catalogue: one file per model family in the resources, listed in {@code catalogue/index.json}, each checked
 * against {@code catalogue/schema.json}. A file that is wrong stops the start with its name.
 */
@Factory
final class CatalogueFiles {

    private static final String FOLDER = "/catalogue/";

    @Singleton
    Catalogue catalogue(ProviderCatalog providers, PriceBooks prices) {
        Set<ProviderId> available =
                providers.all().stream().map(ImageProvider::id).collect(Collectors.toSet());
        return read(CatalogueFiles::resource, prices, available);
    }

    /**
     * Reads the catalogue.
     *
     * @param source the text of a file by its name
     */
    static Catalogue read(UnaryOperator<String> source, PriceBooks prices, Set<ProviderId> available) {
        JsonSchema schema = new JsonSchema(source.apply("schema.json"));
        Json books = json(source.apply("books.json"));
        List<Model> models = new ArrayList<>();
        List<Offer> offers = new ArrayList<>();
        for (Json name : json(source.apply("index.json")).items()) {
            String file = name.text();
            try {
                String text = source.apply(file);
                check(schema, text);
                for (FamilyFile.Entry entry : new FamilyFile(json(text), books, prices).entries()) {
                    models.add(entry.model());
                    List<Offer> made = new OfferReader(entry).read();
                    made.forEach(CatalogueFiles::requirePrices);
                    offers.addAll(made);
                }
            } catch (BadFieldException | IllegalArgumentException e) {
                throw new IllegalStateException("the catalogue's %s is wrong: %s".formatted(file, e.getMessage()), e);
            }
        }
        return new Catalogue(models, offers, available);
    }

    /** Whatever can be asked for has its price. */
    private static void requirePrices(Offer offer) {
        for (Capability capability : offer.model().capabilities()) {
            for (Offer.Quality quality : offer.qualities()) {
                if (offer.price(capability, quality.priced()).isEmpty()) {
                    throw new IllegalArgumentException("%s has no price in the book %s for %s at %s"
                            .formatted(offer.model().id(), offer.book(), capability.word(), quality.word()));
                }
            }
        }
    }

    private static void check(JsonSchema schema, String text) {
        schema.violation(text).ifPresent(violation -> {
            throw new IllegalArgumentException("`%s` %s".formatted(violation.path(), violation.message()));
        });
    }

    private static Json json(String text) {
        return new Json(StrictJson.read(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The text of a file of the catalogue that is in the product. */
    static String resource(String name) {
        try (InputStream file = CatalogueFiles.class.getResourceAsStream(FOLDER + name)) {
            if (file == null) {
                throw new IllegalStateException("the catalogue has no " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
