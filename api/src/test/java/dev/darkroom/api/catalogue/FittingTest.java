package dev.darkroom.api.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.api.core.Catalogue;
import dev.darkroom.api.core.ImageInput;
import dev.darkroom.api.core.Model;
import dev.darkroom.api.core.Offer;
import dev.darkroom.api.core.PricesConfig;
import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.workflows.domain.job.Capability;
import dev.darkroom.workflows.domain.job.GenerationSpec;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageSize;
import dev.darkroom.workflows.domain.job.ProviderId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FittingTest {

    private static final Catalogue CATALOGUE = CatalogueFiles.read(
            CatalogueFiles::resource,
            new PriceBooks(new PricesConfig("0.01", "0.01")),
            Set.of(new ProviderId("sandbox")));

    private final Fitting fitting = new Fitting();

    @Test
    void what_is_left_out_is_the_models_own() {
        GenerationSpec spec = fit("stratizon", "gpt-image-2", ask -> ask);
        assertEquals(Capability.TEXT_TO_IMAGE, spec.capability());
        assertEquals(1, spec.images());
        assertEquals("standard", spec.quality());
        assertEquals("auto", spec.aspectRatio());
        assertEquals(new ImageSize(1024, 1024), spec.size());
        assertEquals(ImageFormat.PNG, spec.format());
        assertEquals("{}", spec.parameters());
    }

    @Test
    void every_offer_can_be_used_as_it_is() {
        for (String surface : new String[] {"vrex", "apiframe", "stratizon", "gptimage2", "qolaba", "openai"}) {
            for (Offer offer : CATALOGUE.offers(surface)) {
                boolean edits = !offer.model().capabilities().contains(Capability.TEXT_TO_IMAGE);
                GenerationSpec spec =
                        fit(surface, offer.name(), ask -> ask.inputs(inputs(edits ? 1 : 0, edits && needsMask(offer))));
                assertTrue(offer.price(spec.capability(), spec.quality()).isPresent(), offer.name());
            }
        }
    }

    @Test
    void midjourney_makes_four_images_and_a_grid() {
        GenerationSpec spec = fit("apiframe", "midjourney", ask -> ask);
        assertEquals(4, spec.images());
        assertTrue(spec.grid());
    }

    @Test
    void pixels_can_be_asked_for() {
        GenerationSpec spec = fit("vrex", "nano-banana-2", ask -> ask.size(new ImageSize(1920, 1080)));
        assertEquals(new ImageSize(1920, 1080), spec.size());
        assertEquals("16:9", spec.aspectRatio());
    }

    @Test
    void parameters_are_kept_in_one_form_and_the_seed_apart() {
        GenerationSpec spec = fit(
                "qolaba",
                "fal/flux-2-dev",
                ask -> ask.seed(7L)
                        .parameter("steps", new JsonValue.Num("30"))
                        .parameter("guidance", new JsonValue.Num("3.50")));
        assertEquals(7L, spec.seed());
        assertEquals("{\"guidance\":3.5,\"steps\":30}", spec.parameters());
    }

    private static Stream<Arguments> lacks() {
        return Stream.of(
                lack("openai", "dall-e-2", "IMAGES", ask -> ask.images(11)),
                lack("stratizon", "gpt-image-2", "IMAGES", ask -> ask.images(5)),
                lack("apiframe", "midjourney", "IMAGES", ask -> ask.images(1)),
                lack("stratizon", "seedream-3", "ASPECT_RATIO", ask -> ask.ratio("7:3")),
                lack("stratizon", "dall-e-2", "QUALITY", ask -> ask.quality("hd")),
                lack("qolaba", "openai/gpt-image-2", "QUALITY", ask -> ask.quality("4K")),
                lack("vrex", "nano-banana-2", "SIZE", ask -> ask.size(new ImageSize(512, 512))),
                lack("stratizon", "dall-e-2", "FORMAT", ask -> ask.format("tiff")),
                lack("apiframe", "imagen-4", "REFERENCES", ask -> ask.inputs(inputs(1, false))),
                lack("gptimage2", "gpt-image-2", "REFERENCES", ask -> ask.inputs(inputs(5, false))),
                lack("qolaba", "fal/birefnet", "REFERENCES", ask -> ask.inputs(inputs(0, false))),
                lack("qolaba", "fal/flux-inpainting", "MASK", ask -> ask.inputs(inputs(1, false))),
                lack("qolaba", "fal/flux-2-pro", "MASK", ask -> ask.inputs(inputs(1, true))),
                lack("gptimage2", "google/nano-banana", "PROMPT", ask -> ask.prompt("x".repeat(5001))),
                lack("stratizon", "gpt-image-2", "PROMPT", ask -> ask.prompt(null)),
                lack(
                        "qolaba",
                        "vertex/nano-banana-flash",
                        "steps",
                        ask -> ask.parameter("steps", new JsonValue.Num("3"))),
                lack("qolaba", "fal/flux-2-dev", "steps", ask -> ask.parameter("steps", new JsonValue.Num("151"))),
                lack("qolaba", "fal/flux-2-dev", "guidance", ask -> ask.parameter("guidance", new JsonValue.Str("3"))));
    }

    @ParameterizedTest
    @MethodSource("lacks")
    void what_a_model_lacks_is_refused_by_field_and_model(
            String surface, String name, String field, UnaryOperator<Ask> change) {
        BadFieldException refused = assertThrows(BadFieldException.class, () -> fit(surface, name, change));
        String model = CATALOGUE.find(surface, name).orElseThrow().name();
        assertEquals(field, refused.param());
        assertTrue(refused.text().contains(model), refused.text());
    }

    private static Arguments lack(String surface, String name, String field, UnaryOperator<Ask> change) {
        return Arguments.of(surface, name, field, change);
    }

    private static boolean needsMask(Offer offer) {
        return offer.model().can(Model.Ability.NEEDS_MASK);
    }

    private GenerationSpec fit(String surface, String name, UnaryOperator<Ask> change) {
        Offer offer = CATALOGUE.find(surface, name).orElseThrow();
        return fitting.fit(change.apply(Ask.of(offer).prompt("a lake")), new SurfaceWords() {
            @Override
            public String field(Trait trait) {
                return trait.name();
            }

            @Override
            public String parameter(String parameter) {
                return parameter;
            }
        });
    }

    private static List<ImageInput> inputs(int references, boolean masked) {
        ImageInput image = ImageInput.reference("image", new ImageInput.Url("https://example.com/a.png"));
        List<ImageInput> inputs = new ArrayList<>(Collections.nCopies(references, image));
        if (masked) {
            inputs.add(image.asMask());
        }
        return inputs;
    }
}
