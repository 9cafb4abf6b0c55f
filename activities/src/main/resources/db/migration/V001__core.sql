-- The durable core: tenants and their keys, wallets and their transfers, jobs with their events and artifacts.
-- Ids and codes are ascii_bin, texts utf8mb4, times UTC with milliseconds, money BIGINT micro-USD.
-- It runs on MySQL 8.4 and later, and on MariaDB 11.4.

CREATE TABLE tenant (
    id             CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name           VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    webhook_secret VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'sealed with a master key',
    created_at     DATETIME(3) NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY tenant_name (name)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE api_key (
    id          CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tenant_id   CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    prefix      VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'the visible part of the key',
    secret_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'SHA-256 of the whole key',
    scopes      VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at  DATETIME(3) NOT NULL,
    revoked_at  DATETIME(3) NULL,
    PRIMARY KEY (id),
    UNIQUE KEY api_key_prefix (prefix),
    KEY api_key_tenant (tenant_id, created_at),
    CONSTRAINT api_key_of_tenant FOREIGN KEY (tenant_id) REFERENCES tenant (id)
) DEFAULT CHARACTER SET utf8mb4;

-- What can be spent is balance - held. A hold is not a movement: it is made and released in place.
CREATE TABLE wallet (
    tenant_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    balance   BIGINT NOT NULL DEFAULT 0,
    held      BIGINT NOT NULL DEFAULT 0,
    entries   BIGINT NOT NULL DEFAULT 0 COMMENT 'transfers in or out so far: the wallet_seq of the newest',
    PRIMARY KEY (tenant_id),
    CONSTRAINT wallet_of_tenant FOREIGN KEY (tenant_id) REFERENCES tenant (id),
    CONSTRAINT wallet_held_not_negative CHECK (held >= 0),
    CONSTRAINT wallet_covers_held CHECK (balance >= held)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE job (
    id                   CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tenant_id            CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    api_key_id           CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    surface              VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state                VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    cancel_requested     BOOLEAN NOT NULL DEFAULT FALSE,
    created_at           DATETIME(3) NOT NULL,
    expires_at           DATETIME(3) NOT NULL COMMENT 'not started by then: canceled and refunded',
    started_at           DATETIME(3) NULL COMMENT 'the intent to submit',
    completed_at         DATETIME(3) NULL,

    request_fingerprint  CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    request_capability   VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    request_model        VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    request_routes       VARCHAR(1000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    request_prompt       MEDIUMTEXT NULL COMMENT 'null once retention has blanked it',
    request_images       INT NOT NULL,
    request_quality      VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    request_aspect_ratio VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    request_width        INT NOT NULL,
    request_height       INT NOT NULL,
    request_format       VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    request_seed         BIGINT NULL,
    request_metadata     TEXT NULL COMMENT 'canonical JSON, echoed',
    request_webhook_url  TEXT NULL,
    request_webhook_events VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,

    quote_what           VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    quote_unit_price     BIGINT NOT NULL,
    quote_per            VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    quote_total          BIGINT NOT NULL,
    quote_queue_position INT NOT NULL,

    work_route           INT NULL COMMENT 'which of request_routes has the intent',
    work_provider        VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
    work_reference       VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'ours, sent with the submit',
    work_ticket          VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'theirs, given for it',
    work_progress        INT NOT NULL DEFAULT 0 COMMENT 'percent',

    outcome_failure      VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
    outcome_delivered    INT NOT NULL DEFAULT 0,
    outcome_missing      VARCHAR(1000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '' COMMENT 'index:code,...',
    outcome_charged      BIGINT NOT NULL DEFAULT 0,
    outcome_refunded     BIGINT NOT NULL DEFAULT 0,

    event_seq            INT NOT NULL DEFAULT 0 COMMENT 'the seq of the newest event',
    check_at             DATETIME(3) NULL COMMENT 'when the sweep looks next; null once terminal',
    checks               INT NOT NULL DEFAULT 0 COMMENT 'looks since the last change of state',
    closed_seen_at       DATETIME(3) NULL COMMENT 'when the sweep first saw the workflow closed',

    PRIMARY KEY (id),
    KEY job_list (tenant_id, created_at, id),
    KEY job_depth (tenant_id, state),
    KEY job_check (check_at),
    CONSTRAINT job_of_tenant FOREIGN KEY (tenant_id) REFERENCES tenant (id),
    CONSTRAINT job_of_key FOREIGN KEY (api_key_id) REFERENCES api_key (id),
    CONSTRAINT job_state CHECK (state IN ('PENDING', 'QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELED')),
    CONSTRAINT job_terminal_is_left_alone CHECK ((completed_at IS NULL) = (check_at IS NOT NULL)),
    CONSTRAINT job_charged_is_all_or_nothing CHECK (outcome_charged = 0 OR outcome_charged = quote_total),
    CONSTRAINT job_refund_within_charge CHECK (outcome_refunded BETWEEN 0 AND outcome_charged),
    CONSTRAINT job_delivers_what_was_asked CHECK (outcome_delivered BETWEEN 0 AND request_images)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE job_event (
    job_id   CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    seq      INT NOT NULL,
    at       DATETIME(3) NOT NULL,
    kind     VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state    VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of the job, after the event',
    cause    VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
    attempt  INT NULL,
    provider VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
    amount   BIGINT NULL COMMENT 'micro-USD that the event is about',
    PRIMARY KEY (job_id, seq),
    CONSTRAINT event_of_job FOREIGN KEY (job_id) REFERENCES job (id)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE artifact (
    id           CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    job_id       CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tenant_id    CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    image_index  INT NOT NULL,
    blob_key     VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    content_type VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    bytes        BIGINT NOT NULL,
    width        INT NOT NULL,
    height       INT NOT NULL,
    sha256       CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at   DATETIME(3) NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY artifact_of_image (job_id, image_index),
    CONSTRAINT artifact_of_job FOREIGN KEY (job_id) REFERENCES job (id)
) DEFAULT CHARACTER SET utf8mb4;

-- The ledger. A job has at most one transfer of each kind, whoever writes it and however often.
CREATE TABLE transfer (
    id             BIGINT NOT NULL AUTO_INCREMENT,
    created_at     DATETIME(3) NOT NULL,
    kind           VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    debit_account  VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    credit_account VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    amount         BIGINT NOT NULL,
    tenant_id      CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    job_id         CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
    once_id        VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'a grant given with it is given once',
    reason         VARCHAR(200) NULL,
    wallet_seq     BIGINT NULL COMMENT 'the line of the wallet''s statement; null where the wallet is not touched',
    balance_after  BIGINT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY transfer_once_per_job (job_id, kind),
    UNIQUE KEY transfer_once_id (tenant_id, once_id),
    UNIQUE KEY transfer_statement (tenant_id, wallet_seq),
    CONSTRAINT transfer_of_tenant FOREIGN KEY (tenant_id) REFERENCES tenant (id),
    CONSTRAINT transfer_of_job FOREIGN KEY (job_id) REFERENCES job (id),
    CONSTRAINT transfer_moves_something CHECK (amount > 0),
    CONSTRAINT transfer_between_two_accounts CHECK (debit_account <> credit_account),
    CONSTRAINT transfer_statement_line CHECK ((wallet_seq IS NULL) = (balance_after IS NULL))
) DEFAULT CHARACTER SET utf8mb4;

-- Append-only: a mistake is mended by another transfer.
CREATE TRIGGER transfer_is_never_changed BEFORE UPDATE ON transfer FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'transfers are append-only';

CREATE TRIGGER transfer_is_never_deleted BEFORE DELETE ON transfer FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'transfers are append-only';
