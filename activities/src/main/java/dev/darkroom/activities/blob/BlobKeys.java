package dev.darkroom.activities.blob;

import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.TenantId;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of stored objects. Ours alone: nothing of a caller is in them. What lies under {@code t/<tenant>/j/} is
 * billed images, and nothing else; what lies under {@code t/<tenant>/p/} lives as long as its job runs.
 */
public final class BlobKeys {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)*\\.[a-z0-9]{1,8}");
    private static final Pattern IMAGE = Pattern.compile(".*/(\\d{1,4})\\.[a-z0-9]{1,8}");
    private static final int LENGTH_MAX = 200;
    private static final int TENANT_START = 2;
    private static final String SMALL = "s/";

    private BlobKeys() {}

    /** Where the billed images of a job lie, with a slash at its end. */
    public static String images(TenantId tenant, JobId job) {
        return "t/%s/j/%s/".formatted(tenant.text(), job.text());
    }

    /** One billed image of a job. */
    public static String image(TenantId tenant, JobId job, int index, ImageFormat format) {
        return images(tenant, job) + index + "." + format.extension();
    }

    /** The picture that shows all images of a job. */
    public static String grid(TenantId tenant, JobId job, ImageFormat format) {
        return "t/%s/g/%s.%s".formatted(tenant.text(), job.text(), format.extension());
    }

    /** How the names of all previews of a job begin. */
    public static String previews(TenantId tenant, JobId job) {
        return "t/%s/p/%s-".formatted(tenant.text(), job.text());
    }

    /**
     * An image of a job as it looked on the way.
     *
     * @param number which preview of that image, from 0
     */
    public static String preview(TenantId tenant, JobId job, int index, int number, ImageFormat format) {
        return previews(tenant, job) + "%d-%d.%s".formatted(index, number, format.extension());
    }

    /** An image that a tenant gives: a new name at each call. */
    public static String input(TenantId tenant, ImageFormat format) {
        return "t/%s/u/%s.%s".formatted(tenant.text(), UUID.randomUUID(), format.extension());
    }

    /** Where the images that a tenant gives lie, with a slash at its end. */
    public static String inputs(TenantId tenant) {
        return "t/%s/u/".formatted(tenant.text());
    }

    /** An upload that is not finished: a new name at each call. */
    public static String draft(TenantId tenant, ImageFormat format) {
        return drafts(tenant) + UUID.randomUUID() + "." + format.extension();
    }

    /** Where the uploads that are not finished lie, with a slash at its end. */
    public static String drafts(TenantId tenant) {
        return "t/%s/d/".formatted(tenant.text());
    }

    /** The small picture of an image: a function of the image's name, so that it is removed with it. */
    public static String thumbnail(String image) {
        int tenantEnd = image.indexOf('/', TENANT_START);
        int dot = image.lastIndexOf('.');
        return "%s/%s%s-%s.png"
                .formatted(
                        image.substring(0, tenantEnd),
                        SMALL,
                        image.substring(tenantEnd + 1, dot),
                        image.substring(dot + 1));
    }

    /** The small pictures of the images that a tenant gives, with a slash at its end. */
    public static String thumbnailsOfInputs(TenantId tenant) {
        return "t/%s/%su/".formatted(tenant.text(), SMALL);
    }

    /** The image of a small picture: the inverse of {@link #thumbnail}. */
    public static String ofThumbnail(String thumbnail) {
        int tenantEnd = thumbnail.indexOf('/', TENANT_START);
        int dash = thumbnail.lastIndexOf('-');
        int dot = thumbnail.lastIndexOf('.');
        return "%s/%s.%s"
                .formatted(
                        thumbnail.substring(0, tenantEnd),
                        thumbnail.substring(tenantEnd + 1 + SMALL.length(), dash),
                        thumbnail.substring(dash + 1, dot));
    }

    /** Which image of its job an object is; empty where its name is not an image's. */
    public static OptionalInt index(String key) {
        Matcher matcher = IMAGE.matcher(key);
        return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }

    /** The content type of an object, by how its name ends. */
    public static String contentType(String key) {
        return Arrays.stream(ImageFormat.values())
                .filter(format -> key.endsWith("." + format.extension()))
                .map(ImageFormat::contentType)
                .findFirst()
                .orElse("application/octet-stream");
    }

    /** Whether this is a name that we could have given: lower-case words between slashes and an extension. */
    public static boolean isValid(String key) {
        return key.length() <= LENGTH_MAX && FORM.matcher(key).matches();
    }
}
