package dev.darkroom.infra.live.check;

import dev.darkroom.infra.live.world.Json;
import dev.darkroom.infra.live.world.Product;
import dev.darkroom.infra.live.world.Tenant;
import org.jspecify.annotations.Nullable;

/** Who the clients of the surfaces are: made when the first check asks, the same for all. */
public final class Callers {

    private static final int CREDIT_USD = 1000;

    private @Nullable Tenant paying;
    private @Nullable String reading;
    private @Nullable Tenant poor;

    /** One with money. */
    Tenant paying(Product product) {
        if (paying == null) {
            paying = product.stack().tenant("clients", CREDIT_USD);
        }
        return paying;
    }

    /** A key of the same tenant that may read and not write. */
    String readingKey(Product product) {
        if (reading == null) {
            String name = paying(product).name();
            reading =
                    Json.text(product.stack().operator("key", "add", name, "--scopes", "images:read", "--json"), "key");
        }
        return reading;
    }

    /** One with a dollar. */
    Tenant poor(Product product) {
        if (poor == null) {
            poor = product.stack().tenant("poor-clients", 1);
        }
        return poor;
    }
}
