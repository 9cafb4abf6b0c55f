package dev.darkroom.infra.live.tool;

import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Patience;
import dev.darkroom.infra.local.GoBuild;
import dev.darkroom.infra.process.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/**
 * fake-gcs-server, which {@code infra/tools/gcs} pins, with one empty bucket. It looks at no signature and at no
 * credentials.
 */
public final class GcsEmulator implements AutoCloseable {

    /** The bucket. */
    public static final String BUCKET = "darkroom-live";

    private static final String NAME = "fake-gcs-server";
    private static final String PACKAGE = "github.com/fsouza/fake-gcs-server";
    private static final Duration START_MAX = Duration.ofSeconds(20);
    private static final int KEY_BITS = 2048;

    private final Process process;
    private final Path folder;
    private final String endpoint;

    private GcsEmulator(Process process, Path folder, String endpoint) {
        this.process = process;
        this.folder = folder;
        this.endpoint = endpoint;
    }

    /**
     * Builds it where it is not in the cache, and starts it.
     *
     * @param home the folder of the source tree
     * @param folder for its log and its key, made where there is none
     * @throws MissException where that cannot be done here
     */
    public static GcsEmulator start(Path home, Path folder) throws IOException {
        Path program = program(home);
        Files.createDirectories(folder);
        String address = "127.0.0.1:" + FreePort.find();
        String endpoint = "http://" + address;
        List<String> command = List.of(
                program.toString(),
                "-scheme=http",
                "-host=127.0.0.1",
                "-port=" + URI.create(endpoint).getPort(),
                "-public-host=" + address,
                "-external-url=" + endpoint,
                "-backend=memory",
                "-log-level=warn");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(NAME + ".log").toFile())
                .start();
        GcsEmulator emulator = new GcsEmulator(process, folder, endpoint);
        Patience.until(NAME, START_MAX, emulator::makesBucket);
        return emulator;
    }

    /** Its URL, without a slash at the end. */
    public String endpoint() {
        return endpoint;
    }

    /** A new service account's key file, as Google's client reads it. Nobody knows the account, and nobody asks. */
    public Path keyFile() throws IOException {
        String json = """
            {"type": "service_account", "project_id": "darkroom", "private_key_id": "1", "client_id": "1",
             "client_email": "live@darkroom.iam.gserviceaccount.com", "token_uri": "http://127.0.0.1:1/",
             "private_key": "-----BEGIN PRIVATE KEY-----\\n%s\\n-----END PRIVATE KEY-----\\n"}
            """.formatted(Base64.getEncoder().encodeToString(privateKey()));
        return Files.writeString(folder.resolve("key.json"), json);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static Path program(Path home) {
        GoBuild go = new GoBuild(home.resolve("infra/tools/gcs"), _ -> {});
        return go.program(NAME, PACKAGE, "building fake-gcs-server with Go (once, about a minute) …")
                .orElseThrow(() -> new MissException("NOTHING OF CLOUD STORAGE WAS TRIED: "
                        + (Program.isHere("go")
                                ? "%s could not be built, see build.log in %s".formatted(NAME, go.folder(NAME))
                                : "there is no Go on this machine")));
    }

    private boolean makesBucket() {
        MissException.unless(process.isAlive(), "%s ended, see its log in %s".formatted(NAME, folder));
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint + "/storage/v1/b?project=darkroom"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\": \"%s\"}".formatted(BUCKET)))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MissException("interrupted");
        }
    }

    private static byte[] privateKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            return generator.generateKeyPair().getPrivate().getEncoded();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
