-- Webhooks: where to deliver, what was to be told, and every attempt to tell it.

ALTER TABLE tenant
    ADD COLUMN webhook_secret_before VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NULL
        COMMENT 'sealed; the one before the last rotation',
    ADD COLUMN webhook_secret_before_until DATETIME(3) NULL COMMENT 'it signs too until then';

-- An endpoint is never deleted as a row: its deliveries stay in the log.
CREATE TABLE webhook_endpoint (
    id                  CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tenant_id           CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    url                 TEXT NOT NULL,
    events              VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'words, comma-separated',
    description         VARCHAR(200) NOT NULL,
    secret              VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'sealed with a master key',
    secret_before       VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'sealed',
    secret_before_until DATETIME(3) NULL COMMENT 'it signs too until then',
    disabled_reason     VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'null: enabled',
    failures            INT NOT NULL DEFAULT 0 COMMENT 'attempts that failed since the last that did not',
    created_at          DATETIME(3) NOT NULL,
    deleted_at          DATETIME(3) NULL,
    PRIMARY KEY (id),
    KEY webhook_endpoint_list (tenant_id, created_at),
    CONSTRAINT webhook_endpoint_of_tenant FOREIGN KEY (tenant_id) REFERENCES tenant (id)
) DEFAULT CHARACTER SET utf8mb4;

-- What happened. What is sent is rendered at each attempt, from the job's row.
CREATE TABLE webhook_event (
    id        CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'a function of job and kind',
    tenant_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    job_id    CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'null: a test',
    kind      VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    at        DATETIME(3) NOT NULL,
    progress  INT NULL COMMENT 'percent, of an event that tells of progress',
    PRIMARY KEY (id),
    KEY webhook_event_of_job (job_id),
    CONSTRAINT webhook_event_of_tenant FOREIGN KEY (tenant_id) REFERENCES tenant (id)
) DEFAULT CHARACTER SET utf8mb4;

-- An event on its way to one destination: an endpoint, or the URL of the job's request.
CREATE TABLE webhook_delivery (
    id             CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'in the order of time',
    event_id       CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tenant_id      CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    endpoint_id    CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'null: the URL of the request',
    url            TEXT NULL COMMENT 'that of the request, as long as it is pending',
    url_host       VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state          VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at     DATETIME(3) NOT NULL,
    ended_at       DATETIME(3) NULL,
    redeliveries   INT NOT NULL DEFAULT 0 COMMENT 'how often it was sent again: which workflow has it',
    tries          INT NOT NULL DEFAULT 0 COMMENT 'attempts since the last redelivery',
    attempts       INT NOT NULL DEFAULT 0 COMMENT 'attempts in all: the seq of the newest',
    next_at        DATETIME(3) NULL COMMENT 'not before then; null: at once',
    check_at       DATETIME(3) NULL COMMENT 'when the sweep looks next; null once ended',
    checks         INT NOT NULL DEFAULT 0,
    closed_seen_at DATETIME(3) NULL COMMENT 'when the sweep first saw the workflow closed',
    PRIMARY KEY (id),
    KEY webhook_delivery_of_event (event_id),
    KEY webhook_delivery_list (tenant_id, id),
    KEY webhook_delivery_list_by_state (tenant_id, state, id),
    KEY webhook_delivery_of_endpoint (endpoint_id, id),
    KEY webhook_delivery_check (check_at),
    CONSTRAINT webhook_delivery_tells FOREIGN KEY (event_id) REFERENCES webhook_event (id),
    CONSTRAINT webhook_delivery_to FOREIGN KEY (endpoint_id) REFERENCES webhook_endpoint (id),
    CONSTRAINT webhook_delivery_state CHECK (state IN ('PENDING', 'DELIVERED', 'DEAD', 'ABANDONED')),
    CONSTRAINT webhook_delivery_ended_is_left_alone
        CHECK ((state = 'PENDING') = (check_at IS NOT NULL) AND (state = 'PENDING') = (ended_at IS NULL))
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE webhook_attempt (
    delivery_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    seq         INT NOT NULL,
    at          DATETIME(3) NOT NULL,
    status      INT NULL COMMENT 'of the answer',
    duration_ms INT NULL COMMENT 'null where nobody was reached',
    problem     VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'why there was no answer',
    answer      VARCHAR(1024) NOT NULL COMMENT 'how the answer''s body begins',
    PRIMARY KEY (delivery_id, seq),
    CONSTRAINT webhook_attempt_of_delivery FOREIGN KEY (delivery_id) REFERENCES webhook_delivery (id)
) DEFAULT CHARACTER SET utf8mb4;
