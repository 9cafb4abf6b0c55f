package dev.darkroom.infra.upstream;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A way in which an upstream misbehaves. A lasting one belongs to a piece of work from its submit on; each other one
 * befalls single requests.
 */
public enum Fault {
    SUBMIT_500(Stage.SUBMIT, Form.OWN, 500),
    SUBMIT_502(Stage.SUBMIT, Form.GATEWAY, 502),
    SUBMIT_503(Stage.SUBMIT, Form.OWN, 503),
    SUBMIT_504(Stage.SUBMIT, Form.GATEWAY, 504),
    /** The account has no money left. */
    SUBMIT_402(Stage.SUBMIT, Form.OWN, 402),
    SUBMIT_429(Stage.SUBMIT, Form.OWN, 429),
    SUBMIT_RESET(Stage.SUBMIT, Form.CUT, 0),
    SUBMIT_HANG(Stage.SUBMIT, Form.HANG, 0),
    SUBMIT_ERROR_IN_200(Stage.SUBMIT, Form.OWN, 200),
    SUBMIT_REJECTED(Stage.SUBMIT, Form.POLICY, 422),
    SUBMIT_INVALID(Stage.SUBMIT, Form.OWN, 400),
    SUBMIT_500_AFTER_ACCEPT(Stage.ACCEPTED, Form.OWN, 500),
    SUBMIT_502_AFTER_ACCEPT(Stage.ACCEPTED, Form.GATEWAY, 502),
    SUBMIT_503_AFTER_ACCEPT(Stage.ACCEPTED, Form.GATEWAY, 503),
    SUBMIT_504_AFTER_ACCEPT(Stage.ACCEPTED, Form.GATEWAY, 504),
    SUBMIT_RESET_AFTER_ACCEPT(Stage.ACCEPTED, Form.CUT, 0),
    SUBMIT_HANG_AFTER_ACCEPT(Stage.ACCEPTED, Form.HANG, 0),
    SUBMIT_HTML(Stage.ACCEPTED, Form.GATEWAY, 200),
    SUBMIT_TRUNCATED(Stage.ACCEPTED, Form.TRUNCATED, 200),
    SUBMIT_REUSED_ID(Stage.ACCEPTED, Form.REUSED_ID, 200),

    STATUS_500(Stage.STATUS, Form.OWN, 500),
    STATUS_502(Stage.STATUS, Form.GATEWAY, 502),
    STATUS_503(Stage.STATUS, Form.OWN, 503),
    STATUS_504(Stage.STATUS, Form.GATEWAY, 504),
    STATUS_429(Stage.STATUS, Form.OWN, 429),
    STATUS_RESET(Stage.STATUS, Form.CUT, 0),
    STATUS_HANG(Stage.STATUS, Form.HANG, 0),
    STATUS_HTML(Stage.STATUS, Form.GATEWAY, 200),
    STATUS_TRUNCATED(Stage.STATUS, Form.TRUNCATED, 200),

    RESULT_502(Stage.RESULT, Form.GATEWAY, 502),
    RESULT_429(Stage.RESULT, Form.OWN, 429),
    RESULT_RESET(Stage.RESULT, Form.CUT, 0),
    RESULT_HANG(Stage.RESULT, Form.HANG, 0),
    RESULT_HTML(Stage.RESULT, Form.GATEWAY, 200),
    RESULT_TRUNCATED(Stage.RESULT, Form.TRUNCATED, 200),

    /** The work never ends. */
    WORK_ENDLESS(Stage.WORK),
    /** Nobody knows the id that was given. */
    WORK_UNKNOWN(Stage.WORK),
    WORK_FAILED(Stage.WORK),
    /** The prompt is refused, once the work is done. */
    WORK_REJECTED(Stage.WORK),
    /** The first result shows pictures, each later one a failure. */
    WORK_FLIPS(Stage.WORK),
    WORK_ERROR_IN_200(Stage.WORK),
    WORK_MORE(Stage.WORK),
    WORK_FEWER(Stage.WORK),
    WORK_NONE(Stage.WORK),
    /** Each picture has the URL of the first. */
    WORK_SAME(Stage.WORK),
    /** The first picture is withheld. */
    WORK_FILTERED(Stage.WORK),
    FILE_404(Stage.WORK),
    /** 300 MB, announced as such. */
    FILE_LARGE(Stage.WORK),
    FILE_NOT_IMAGE(Stage.WORK),
    /** One KB a second. */
    FILE_SLOW(Stage.WORK),

    FILE_500(Stage.FILE, Form.GATEWAY, 500),
    /** The connection ends in the middle of the picture. */
    FILE_CUT(Stage.FILE, Form.TRUNCATED, 200),

    CANCEL_500(Stage.CANCEL, Form.OWN, 500),
    CANCEL_REFUSED(Stage.CANCEL, Form.OWN, 400),

    /** The word that the work has ended comes a second time. */
    CALLBACK_TWICE(Stage.CALLBACK),
    /** The work ends at once, and the word of it comes before the submit is answered. */
    CALLBACK_EARLY(Stage.CALLBACK),
    CALLBACK_NEVER(Stage.CALLBACK);

    /** What a fault befalls. */
    enum Stage {
        /** A submit, before any work is taken. */
        SUBMIT,
        /** The answer to a submit whose work is taken. */
        ACCEPTED,
        STATUS,
        RESULT,
        FILE,
        CANCEL,
        /** The own POST by which an upstream tells of work. */
        CALLBACK,
        /** A piece of work, from its submit on. */
        WORK
    }

    /** What is answered instead of the right thing. */
    enum Form {
        /** The provider's own error, in its JSON. */
        OWN,
        /** The provider's own refusal of a prompt. */
        POLICY,
        /** A page of HTML, as a gateway has them. */
        GATEWAY,
        /** The right answer, to its half. */
        TRUNCATED,
        /** Nothing: the connection ends. */
        CUT,
        /** Nothing, for longer than anybody waits. */
        HANG,
        /** The id of other work. */
        REUSED_ID,
        /** Something that the work itself decides. */
        OTHER
    }

    private final Stage stage;
    private final Form form;
    private final int status;

    Fault(Stage stage) {
        this(stage, Form.OTHER, 0);
    }

    Fault(Stage stage, Form form, int status) {
        this.stage = stage;
        this.form = form;
        this.status = status;
    }

    Stage stage() {
        return stage;
    }

    Form form() {
        return form;
    }

    /** The status that is answered; 0 where none is. */
    int status() {
        return status;
    }

    /** {@code submit-reset-after-accept}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The first of a stage; empty where there is none. */
    static Optional<Fault> first(List<Fault> faults, Stage stage) {
        return faults.stream().filter(fault -> fault.stage == stage).findFirst();
    }

    /** All of those stages but some. */
    static Set<Fault> of(Set<Stage> stages, Set<Fault> without) {
        return Arrays.stream(values())
                .filter(fault -> stages.contains(fault.stage) && !without.contains(fault))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Those of a format that answers a submit with the pictures themselves, but some. */
    static Set<Fault> ofOneAnswer(Set<Fault> without) {
        Set<Fault> absent = EnumSet.of(SUBMIT_402, SUBMIT_REUSED_ID, WORK_ENDLESS, WORK_UNKNOWN, WORK_FLIPS);
        absent.addAll(EnumSet.of(FILE_404, FILE_LARGE, FILE_SLOW));
        absent.addAll(without);
        return of(EnumSet.of(Stage.SUBMIT, Stage.ACCEPTED, Stage.WORK), absent);
    }

    static Optional<Fault> of(String word) {
        return Arrays.stream(values())
                .filter(fault -> fault.word().equals(word))
                .findFirst();
    }
}
