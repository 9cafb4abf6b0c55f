-- What operators set and see: names and bounds of keys, switches, the audit log, and wallets that run low.

ALTER TABLE api_key
    ADD COLUMN name         VARCHAR(64) NULL COMMENT 'what the operator calls it',
    ADD COLUMN models       VARCHAR(1000) CHARACTER SET ascii COLLATE ascii_bin NULL
                            COMMENT 'catalogue ids that it may use, comma-separated; null: all',
    ADD COLUMN last_used_at DATETIME(3) NULL COMMENT 'right to about half a minute';

-- What is off, on which surface, for which model; an asterisk is any.
CREATE TABLE switch_off (
    surface    VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    model      VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reason     VARCHAR(200) NOT NULL,
    created_at DATETIME(3) NOT NULL,
    PRIMARY KEY (surface, model)
) DEFAULT CHARACTER SET utf8mb4;

-- What administrators did. A row is written in the transaction of its act; the act of a request carries its
-- idempotency key and, once done, its answer, so that a repeat is answered alike and does nothing.
CREATE TABLE audit (
    id            BIGINT NOT NULL AUTO_INCREMENT,
    at            DATETIME(3) NOT NULL,
    actor         VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'prefix of the key, or operator',
    act           VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    subject       VARCHAR(150) NOT NULL COMMENT 'what it was done to',
    detail        VARCHAR(1000) NOT NULL COMMENT 'JSON, without secrets',
    request_key   VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'null: from the command line',
    fingerprint   CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'of the request',
    answer_status INT NULL,
    answer        MEDIUMTEXT NULL COMMENT 'the body, without secrets',
    PRIMARY KEY (id),
    UNIQUE KEY audit_once (actor, request_key)
) DEFAULT CHARACTER SET utf8mb4;

ALTER TABLE wallet ADD COLUMN low_at BIGINT NULL COMMENT 'with less to spend than this it is low; null: never';

-- What happened to a tenant outside its jobs. Delivered like the events of jobs, once there are endpoints.
CREATE TABLE tenant_event (
    id        BIGINT NOT NULL AUTO_INCREMENT,
    tenant_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    kind      VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    at        DATETIME(3) NOT NULL,
    detail    VARCHAR(200) NOT NULL COMMENT 'JSON',
    PRIMARY KEY (id),
    KEY tenant_event_list (tenant_id, id),
    CONSTRAINT tenant_event_of_tenant FOREIGN KEY (tenant_id) REFERENCES tenant (id)
) DEFAULT CHARACTER SET utf8mb4;

-- A wallet that becomes low is noted by the statement that makes it so, whichever it is: a hold, or a new threshold.
-- It is noted again only after it had been above.
CREATE TRIGGER wallet_becomes_low AFTER UPDATE ON wallet FOR EACH ROW
BEGIN
    IF NEW.balance - NEW.held < NEW.low_at AND (OLD.low_at IS NULL OR OLD.balance - OLD.held >= OLD.low_at) THEN
        INSERT INTO tenant_event (tenant_id, kind, at, detail)
        VALUES (NEW.tenant_id, 'wallet.low', CURRENT_TIMESTAMP(3),
            CONCAT('{"balance_micro_usd":', NEW.balance - NEW.held, ',"low_at_micro_usd":', NEW.low_at, '}'));
    END IF;
END;
