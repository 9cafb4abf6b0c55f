package dev.darkroom.infra.live.check;

import dev.darkroom.api.http.JsonValue;
import dev.darkroom.infra.live.world.Answer;
import dev.darkroom.infra.live.world.Job;
import dev.darkroom.infra.live.world.Json;
import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Product;
import dev.darkroom.infra.live.world.Stack;
import dev.darkroom.infra.live.world.Tenant;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.imageio.ImageIO;

/** Looks at finished jobs as their caller does, down to the bytes of each picture. */
final class Pictures {

    private static final BigDecimal CREDITS_PER_IMAGE = new BigDecimal("50");

    private int seen;

    int seen() {
        return seen;
    }

    /** Misses where the job is not as its order says it must be. */
    void check(Product product, Job job) {
        check(product.stack(), job);
    }

    /** The same on another stack than the product's. */
    void check(Stack stack, Job job) {
        try {
            String api = stack.ready().apis().getFirst();
            Answer answer = job.tenant().get(api + "/v1/tasks/" + job.taskId());
            MissException.unlessEqual(200, answer.status(), job.taskId());
            String what = "%s (%s)".formatted(job.taskId(), job.order().directives());
            JsonValue task = answer.json();
            MissException.unlessEqual(job.order().status(), Json.text(task, "status"), what);
            int images = job.order().images();
            int missing = images - job.order().delivered();
            MissException.unlessEqual(credits(images), amount(task, "billing.charged_credits"), what + " charged");
            MissException.unlessEqual(credits(missing), amount(task, "billing.refunded_credits"), what + " refunded");
            for (int i = 0; i < job.order().delivered(); i++) {
                look(Json.at(task, "output.images." + i), what);
            }
            boolean more = Json.at(task, "output.images." + job.order().delivered()) instanceof JsonValue.Obj;
            MissException.unless(!more, what + " has more images than it must");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void look(JsonValue image, String what) throws IOException {
        Answer file = Tenant.download(Json.text(image, "url"));
        MissException.unlessEqual(200, file.status(), what + ": a picture's URL");
        MissException.unlessEqual(Json.text(image, "sha256"), sha256(file.body()), what + ": SHA-256");
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(file.body()));
        MissException.unless(picture != null, what + ": the bytes are no picture");
        MissException.unlessEqual(Json.text(image, "width"), Integer.toString(picture.getWidth()), what + ": width");
        seen++;
    }

    private static BigDecimal credits(int images) {
        return CREDITS_PER_IMAGE.multiply(BigDecimal.valueOf(images)).setScale(4);
    }

    private static BigDecimal amount(JsonValue task, String path) {
        return new BigDecimal(Json.text(task, path));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
