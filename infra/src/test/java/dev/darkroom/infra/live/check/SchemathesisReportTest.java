package dev.darkroom.infra.live.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.darkroom.api.http.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemathesisReportTest {

    @Test
    void a_report_of_all_good_answers_has_no_faults() {
        SchemathesisReport report = report(0, 1, "[]", "[]", 3);
        assertEquals(List.of(), report.faults());
        assertEquals(327, report.requests());
        assertEquals(1, report.operations());
    }

    @Test
    void a_fault_names_its_operations_and_its_check() {
        String failures = """
            [{"type": "UndefinedStatusCode", "code": "ST103", "title": "Undocumented status code", "count": 2, \
            "operations": ["POST /a", "GET /b"]}]\
            """;
        assertEquals(
                List.of("POST /a, GET /b: ST103 Undocumented status code"),
                report(1, 1, failures, "[]", 3).faults());
    }

    @Test
    void what_was_not_tried_is_a_fault_too() {
        assertEquals(
                List.of("1 of 2 operations were tried"),
                report(0, 2, "[]", "[]", 3).faults());
        assertEquals(
                List.of("1 times: Schema Loading Error"),
                report(2, 1, "[]", "[{\"title\": \"Schema Loading Error\", \"count\": 1}]", 3)
                        .faults());
        assertEquals(List.of("exit code 3"), report(3, 1, "[]", "[]", 3).faults());
    }

    @Test
    void an_operation_of_which_nothing_was_accepted_is_unseen() {
        assertEquals(List.of("POST /a"), report(0, 1, "[]", "[]", 0).unseen());
        assertEquals(List.of(), report(0, 1, "[]", "[]", 3).unseen());
    }

    private static SchemathesisReport report(int code, int total, String failures, String errors, int accepted) {
        String text = """
            {"exit_code": %d, "running_time": 10.004, "operations": {"total": %d, "tested": 1},
             "test_cases": {"generated": 327}, "failures": %s, "errors": %s,
             "valid_rates": {"POST /a": {"examples": {"accepted": 0}, "fuzzing": {"accepted": %d}}}}\
            """.formatted(code, total, failures, errors, accepted);
        return new SchemathesisReport(StrictJson.read(text.getBytes(StandardCharsets.UTF_8)), "");
    }
}
