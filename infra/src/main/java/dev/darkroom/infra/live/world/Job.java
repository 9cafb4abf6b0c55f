package dev.darkroom.infra.live.world;

/**
 * A job that was accepted.
 *
 * @param taskId as the native surface names it
 */
public record Job(Tenant tenant, Order order, String taskId) {

    private static final int[] GROUPS = {8, 12, 16, 20};

    /** The id of its workflow and of its row. */
    public String id() {
        StringBuilder id = new StringBuilder(taskId.substring(taskId.indexOf('_') + 1));
        for (int i = GROUPS.length - 1; i >= 0; i--) {
            id.insert(GROUPS[i], '-');
        }
        return id.toString();
    }
}
