package dev.darkroom.api.admin.audit;

/**
 * Something that an administrator does.
 *
 * @param actor the prefix of the key, or {@value #OPERATOR}
 * @param subject what it is done to, at most 150 characters
 * @param detail JSON without secrets; what is beyond 1000 characters is cut off
 */
public record Act(String actor, Kind kind, String subject, String detail) {

    /** The actor of the command line. */
    public static final String OPERATOR = "operator";

    private static final int SUBJECT_MAX = 150;
    private static final int DETAIL_MAX = 1000;

    /** What can be done. */
    public enum Kind {
        TENANT_ADD("tenant.add"),
        TENANT_CHANGE("tenant.change"),
        TENANT_ERASE("tenant.erase"),
        KEY_ADD("key.add"),
        KEY_REVOKE("key.revoke"),
        WALLET_GRANT("wallet.grant"),
        TIER_SET("tier.set"),
        SWITCH_OFF("switch.off"),
        SWITCH_ON("switch.on");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** As the log has it: {@code wallet.grant}. */
        public String word() {
            return word;
        }
    }

    public Act {
        if (subject.length() > SUBJECT_MAX) {
            throw new IllegalArgumentException("a subject has at most %d characters".formatted(SUBJECT_MAX));
        }
        if (detail.codePointCount(0, detail.length()) > DETAIL_MAX) {
            detail = detail.substring(0, detail.offsetByCodePoints(0, DETAIL_MAX));
        }
    }

    /** An act of the command line. */
    public static Act ofOperator(Kind kind, String subject, String detail) {
        return new Act(OPERATOR, kind, subject, detail);
    }
}
