package dev.darkroom.api.hostile;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.admin.Tenants;
import dev.darkroom.api.admin.tier.Tier;
import dev.darkroom.api.admin.tier.Tiers;
import dev.darkroom.api.core.Scope;
import dev.darkroom.api.security.ApiKeys;
import dev.darkroom.api.testing.RawHttp;
import dev.darkroom.api.testing.Reply;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** On raw sockets: every hostile request is told so as its surface tells it, alone on its connection, and leaves nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HostileRequestsTest {

    private static final int REQUESTS_MIN = 100;
    private static final int OFTEN = 1_000_000;

    private final TestDatabase database = TestDatabase.create();
    private final Connection connection = database.connect();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.serve(
            database.config(),
            temporal,
            Map.of("darkroom.rate.refusals-per-minute", 100_000, "darkroom.waiting.limit", "1s"));
    private final RawHttp http = new RawHttp(api);
    private final Tenants.Added tenant = added("attacker");
    private final Tenants.Added other = added("other");
    private final String foreignJob = api.generate(other.key(), "{\"prompt\": \"a lake\"}")
            .header("X-Job-Id")
            .orElseThrow();
    private final String readKey = key(Scope.IMAGES_READ);
    private final String writeKey = key(Scope.IMAGES_WRITE);
    private final String revokedKey = revoked();
    private final String before = everything();

    HostileRequestsTest() throws IOException, SQLException {}

    @AfterAll
    void close() throws SQLException {
        connection.close();
        api.close();
        temporal.close();
    }

    Stream<Arguments> requests() {
        return Stream.of(Target.values())
                .flatMap(target -> requests(target).map(request -> Arguments.of(target, request)));
    }

    private Stream<HostileRequest> requests(Target target) {
        Attack attack = new Attack(target, tenant.key(), other.key(), readKey, writeKey, revokedKey, foreignJob);
        return Stream.of(
                        JsonCases.all(attack),
                        TextCases.all(attack),
                        HeaderCases.all(attack),
                        KeyCases.all(attack),
                        PathCases.all(attack),
                        LifeCases.all(attack),
                        StorageCases.all(attack),
                        FramingCases.all(attack))
                .flatMap(cases -> cases);
    }

    @Order(1)
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("requests")
    void a_hostile_request_is_refused_as_its_surface_does_and_leaves_nothing(Target target, HostileRequest request)
            throws SQLException {
        assertAll(target + ": " + request, () -> assertAnswered(target, request));
        assertEquals(before, everything(), () -> target + ": " + request + " leaves something");
    }

    private void assertAnswered(Target target, HostileRequest request) throws IOException {
        switch (request.expected()) {
            case Expected.Silence _ -> assertEquals(Optional.empty(), http.abandon(request.bytes()));
            case Expected.Served _ -> assertEquals(200, answer(request).status());
            case Expected.Refused(Refusal refusal, String param, boolean unread) -> {
                RawHttp.Answer answer = answer(request);
                assertEquals(refusal.status, answer.status(), answer::toString);
                String body = (unread ? Target.STRATIZON : target).says(refusal, param);
                assertTrue(
                        head(request) || pattern(body).matcher(answer.body()).matches(),
                        () -> answer + "\nand not\n" + body);
                assertEquals(refusal.status == 401 ? "Bearer" : "", answer.header("WWW-Authenticate"));
                assertFalse(
                        answer.body().contains(tenant.key()) || answer.body().contains("Exception"), answer::body);
            }
        }
    }

    /** The one answer on its connection, with what every answer has. */
    private RawHttp.Answer answer(HostileRequest request) throws IOException {
        RawHttp.Answer answer = http.exchange(request.bytes()).orElseThrow(() -> new AssertionError("no answer"));
        assertEquals("", answer.rest(), "a second answer");
        assertTrue(answer.header("X-Request-Id").startsWith("req_"), answer::head);
        assertEquals("", answer.header("X-Job-Id"));
        assertEquals("nosniff", answer.header("X-Content-Type-Options"));
        assertFalse(answer.head().contains("X-Evil") || answer.head().contains("Access-Control"), answer::head);
        return answer;
    }

    @Order(2)
    @ParameterizedTest
    @EnumSource
    void after_a_hundred_and_more_a_surface_answers_good_requests_as_before(Target target) {
        long count = requests(target).map(HostileRequest::name).distinct().count();
        assertTrue(count >= REQUESTS_MIN, () -> "only " + count);
        Reply good = api.post(other.key(), target.post + "?dry_run=true", target.body);
        assertEquals(200, good.status(), good::text);
    }

    @Order(3)
    @Test
    void no_workflow_runs_for_any_of_them() {
        assertEquals(List.of(foreignJob), temporal.running());
    }

    private static boolean head(HostileRequest request) {
        return request.name().startsWith("HEAD ");
    }

    private static Pattern pattern(String text) {
        return Pattern.compile(
                Arrays.stream(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }

    /** All that a request could leave: jobs and what hangs on them, and money. */
    private String everything() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT CONCAT_WS(' ', (SELECT COUNT(*) FROM job), (SELECT"
                        + " COUNT(*) FROM job_event), (SELECT COUNT(*) FROM transfer), (SELECT COUNT(*) FROM artifact),"
                        + " (SELECT COUNT(*) FROM upload), (SELECT SUM(balance) FROM wallet), (SELECT SUM(held) FROM"
                        + " wallet))")) {
            row.next();
            return row.getString(1);
        }
    }

    private Tenants.Added added(String name) {
        api.get(Tiers.class).put(new Tier("hostile", 10, 1_000, null, OFTEN, OFTEN, OFTEN, OFTEN));
        return api.get(Tenants.class).add(name, "hostile", MicroUsd.ofUsd(10));
    }

    private String key(Scope scope) {
        return api.get(ApiKeys.class).create(tenant.id(), List.of(scope)).secret();
    }

    private String revoked() {
        ApiKeys keys = api.get(ApiKeys.class);
        ApiKeys.Made made = keys.create(tenant.id(), Scope.ofTenants());
        assertTrue(keys.revoke(made.prefix()));
        return made.secret();
    }
}
