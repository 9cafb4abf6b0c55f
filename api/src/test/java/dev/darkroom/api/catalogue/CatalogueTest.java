package dev.darkroom.api.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.config.InvalidSettingException;
import dev.darkroom.api.core.Catalogue;
import dev.darkroom.api.core.Model;
import dev.darkroom.api.core.Offer;
import dev.darkroom.api.core.PricesConfig;
import dev.darkroom.workflows.domain.job.Capability;
import dev.darkroom.workflows.domain.job.ProviderId;
import dev.darkroom.workflows.domain.job.Route;
import dev.darkroom.workflows.domain.money.MicroUsd;
import dev.darkroom.workflows.domain.money.PriceUnit;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {

    private static final String APIFRAME = """
        midjourney nano-banana nano-banana-pro nano-banana-2 flux-1.1-pro flux-1.1-pro-ultra flux-2-pro flux-2-dev
        flux-2-flex flux-2-max seedream-3 seedream-3.1 seedream-4 seedream-4.5 seedream-5-lite ideogram-v2
        ideogram-v2-turbo ideogram-v2a ideogram-v2a-turbo ideogram-v3-balanced ideogram-v3-turbo ideogram-v3-quality
        ideogram-character imagen-3 imagen-3-fast imagen-4 imagen-4-ultra imagen-4-fast dall-e-3 dall-e-2
        gpt-image-1.5 kling-image qwen-image qwen-image-2 qwen-image-2-pro wan-image-2.6 wan-image-2.7
        wan-image-2.7-pro grok-imagine-image reve-create\
        """;

    private static final Catalogue CATALOGUE = read(CatalogueFiles::resource);

    @Test
    void the_forty_models_of_apiframe_are_there_and_none_needs_an_image() {
        List<String> names = List.of(APIFRAME.split("\\s+"));
        assertEquals(40, names.size());
        for (String name : names) {
            Offer offer = CATALOGUE.find("apiframe", name).orElseThrow(() -> new AssertionError(name));
            assertTrue(offer.model().capabilities().contains(Capability.TEXT_TO_IMAGE), name);
        }
        assertEquals(40, CATALOGUE.offers("apiframe").size());
    }

    @ParameterizedTest
    @CsvSource({
        "vrex, nano-banana-2, TEXT_TO_IMAGE, 1K, 13000, IMAGE",
        "stratizon, auto, TEXT_TO_IMAGE, standard, 50000, IMAGE",
        "stratizon, gpt-image-2, TEXT_TO_IMAGE, hd, 300000, IMAGE",
        "stratizon, flux-2-pro, IMAGE_TO_IMAGE, standard, 60000, IMAGE",
        "stratizon, gpt-image-2, IMAGE_TO_IMAGE, hd, 320000, IMAGE",
        "openai, dall-e-3, TEXT_TO_IMAGE, hd, 300000, IMAGE",
        "gptimage2, gpt-image-2, TEXT_TO_IMAGE, standard, 30000, CALL",
        "gptimage2, nano-banana-2, TEXT_TO_IMAGE, 2K, 60000, CALL",
        "gptimage2, nano-banana-pro, TEXT_TO_IMAGE, 1K, 120000, CALL",
        "gptimage2, nano-banana-pro, TEXT_TO_IMAGE, 4K, 200000, CALL",
        "gptimage2, google/nano-banana, TEXT_TO_IMAGE, any, 30000, CALL",
        "apiframe, midjourney, TEXT_TO_IMAGE, any, 80000, CALL",
        "apiframe, ideogram-v2a-turbo, TEXT_TO_IMAGE, any, 30000, CALL",
        "apiframe, flux-2-max, TEXT_TO_IMAGE, any, 120000, CALL",
        "qolaba, vertex/nano-banana-flash, TEXT_TO_IMAGE, any, 30000, IMAGE"
    })
    void prices_are_those_of_the_books(
            String surface, String name, Capability capability, String quality, long microUsd, PriceUnit per) {
        Offer offer = CATALOGUE.find(surface, name).orElseThrow();
        Model.Price price = offer.price(capability, quality).orElseThrow();
        assertEquals(new MicroUsd(microUsd), price.amount());
        assertEquals(per, price.per());
    }

    @Test
    void prices_that_no_source_names_say_so() {
        assertTrue(price("apiframe", "flux-2-pro").ours());
        assertEquals(false, price("qolaba", "vertex/nano-banana-flash").ours());
        assertEquals(false, price("vrex", "nano-banana-2").ours());
    }

    @Test
    void a_name_means_one_model_on_every_surface() {
        for (String surface : List.of("vrex", "apiframe", "gptimage2", "qolaba", "openai")) {
            for (Offer offer : CATALOGUE.offers(surface)) {
                for (String name : offer.names()) {
                    Offer there = CATALOGUE.find("stratizon", name).orElseThrow(() -> new AssertionError(name));
                    assertEquals(offer.model().id(), there.model().id(), name);
                }
            }
        }
    }

    @Test
    void a_model_is_shown_under_the_name_that_a_surface_has_for_it() {
        Offer offer = CATALOGUE.find("qolaba", "vertex/nano-banana-flash").orElseThrow();
        assertEquals(
                "google/nano-banana", CATALOGUE.name("gptimage2", offer.model().id()));
        assertEquals("nano-banana", CATALOGUE.name("vrex", offer.model().id()), "vrex does not have it");
    }

    @Test
    void a_route_says_what_cannot_be_made_by_it() {
        Model.Way way = CATALOGUE
                .find("apiframe", "flux-2-pro")
                .orElseThrow()
                .model()
                .routes()
                .getFirst();
        assertEquals(new Model.Way(new Route(new ProviderId("fal"), "fal-ai/flux-2-pro"), 1, 8192), way);
        Model.Way here = CATALOGUE
                .find("apiframe", "flux-2-pro")
                .orElseThrow()
                .model()
                .routes()
                .getLast();
        assertEquals(4, here.imagesMax());
    }

    @Test
    void each_model_says_how_it_is_and_where_it_is_made() {
        for (Model model : CATALOGUE.all()) {
            assertTrue(model.description().length() >= 20, model.id().value());
            assertTrue(
                    model.routes().stream().anyMatch(way -> CATALOGUE.isAvailable(way.route())),
                    model.id().value());
            assertEquals(
                    model.id().value().startsWith("imagen-"),
                    isReplacedImagen(model),
                    model.id().value());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "per": "image"                     | "per": "hour"               | models.0.prices.qolaba.per
        "display_name": "GPT Image 2"      | "name": "GPT Image 2"       | display_name
        "1:1": "1024x1024"                 | "1:1": "1024"               | models.0.tiers.standard
        "amounts": {"*": "3"}              | "amounts": {"*": "3.5"}     | not whole
        "low": "0.02"                      | "low": "0.021"              | not whole
        "low": "0.02", "medium"            | "lowest": "0.02", "medium"  | no price
        "names": ["openai/gpt-image-2"]    | "names": ["Open AI"]        | models.0.offers.qolaba.names.0
        """)
    void a_file_that_is_wrong_stops_the_start_with_its_name(String right, String wrong, String why) {
        UnaryOperator<String> source = name -> {
            String text = CatalogueFiles.resource(name);
            return name.equals("gpt-image.json") ? replaced(text, right, wrong) : text;
        };
        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> read(source));
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains("gpt-image.json") && message.contains(why), message);
    }

    @Test
    void a_credit_can_be_worth_something_else() {
        PricesConfig config = new PricesConfig("0.02", "0.01");
        Catalogue dearer = CatalogueFiles.read(
                CatalogueFiles::resource, new PriceBooks(config), Set.of(new ProviderId("sandbox")));
        Offer offer = dearer.find("apiframe", "midjourney").orElseThrow();
        assertEquals(
                new MicroUsd(160_000),
                offer.price(Capability.TEXT_TO_IMAGE, "any").orElseThrow().amount());
        assertThrows(InvalidSettingException.class, () -> new PricesConfig("0.03", "0.01"));
    }

    private static boolean isReplacedImagen(Model model) {
        return model.deprecation() != null
                && model.routes().getFirst().route().model().startsWith("nano-banana");
    }

    private static Model.Price price(String surface, String name) {
        return CATALOGUE
                .find(surface, name)
                .orElseThrow()
                .price(Capability.TEXT_TO_IMAGE, "any")
                .orElseThrow();
    }

    private static String replaced(String text, String right, String wrong) {
        assertTrue(text.contains(right), right);
        return text.replace(right, wrong);
    }

    private static Catalogue read(UnaryOperator<String> source) {
        PricesConfig config = new PricesConfig("0.01", "0.01");
        return CatalogueFiles.read(source, new PriceBooks(config), Set.of(new ProviderId("sandbox")));
    }
}
