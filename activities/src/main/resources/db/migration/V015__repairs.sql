-- What the reconciler put right, and why: a line is written in the transaction of its repair.

CREATE TABLE repair (
    id      BIGINT NOT NULL AUTO_INCREMENT,
    at      DATETIME(3) NOT NULL,
    kind    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    subject VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'id of a workflow, or key of an object',
    job_id  CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
    reason  VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    actor   VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (id),
    KEY repair_of_job (job_id)
) DEFAULT CHARACTER SET utf8mb4;

-- What ended a while ago is looked through for objects that nobody was told of.
ALTER TABLE job ADD KEY job_completed (completed_at);

ALTER TABLE chore ADD COLUMN done_until DATETIME(3) NULL COMMENT 'of a chore that goes through time: how far it is';

INSERT INTO chore (name, due_at, done_until) VALUES ('leavings', '2000-01-01 00:00:00', '2000-01-01 00:00:00');
