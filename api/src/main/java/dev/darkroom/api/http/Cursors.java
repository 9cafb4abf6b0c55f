package dev.darkroom.api.http;

import dev.darkroom.activities.keys.MasterKeys;
import dev.darkroom.activities.keys.Signer;
import dev.darkroom.workflows.domain.job.TenantId;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Where a list goes on: signed, so that a changed one, or another tenant's, is refused. */
@Singleton
public final class Cursors {

    private static final String PARAM = "cursor";

    private final Signer signer;

    Cursors(MasterKeys keys) {
        signer = keys.signer(PARAM);
    }

    /**
     * A cursor.
     *
     * @param list which list it is of
     * @param position where the list goes on, in the list's own terms
     */
    public String write(TenantId tenant, String list, String position) {
        String encoded =
                Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(StandardCharsets.UTF_8));
        return encoded + "." + signer.sign(signed(tenant, list, encoded));
    }

    /** The position in a cursor of that tenant and list; null where there is no cursor. */
    public @Nullable String read(TenantId tenant, String list, @Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        int dot = cursor.indexOf('.');
        if (dot < 0 || !signer.verify(signed(tenant, list, cursor.substring(0, dot)), cursor.substring(dot + 1))) {
            throw new BadFieldException(PARAM, "is not one that this list gave");
        }
        return new String(Base64.getUrlDecoder().decode(cursor.substring(0, dot)), StandardCharsets.UTF_8);
    }

    private static String signed(TenantId tenant, String list, String encoded) {
        return tenant.text() + "\n" + list + "\n" + encoded;
    }
}
