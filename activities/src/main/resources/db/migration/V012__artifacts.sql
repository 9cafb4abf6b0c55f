-- What becomes of stored images: small pictures of them, their removal, and the work that is due now and then.

-- Objects that nothing refers to any more. A row is written in the transaction that says so, and goes once they are gone.
CREATE TABLE blob_trash (
    blob_key VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (blob_key)
) DEFAULT CHARACTER SET utf8mb4;

-- Images that a tenant gave and of which no small picture has been made yet.
CREATE TABLE thumbnail_due (
    artifact_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (artifact_id)
) DEFAULT CHARACTER SET utf8mb4;

-- Work that is done by whichever worker comes first.
CREATE TABLE chore (
    name   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    due_at DATETIME(3) NOT NULL,
    PRIMARY KEY (name)
) DEFAULT CHARACTER SET utf8mb4;

INSERT INTO chore (name, due_at) VALUES ('retention', '2000-01-01 00:00:00'), ('orphans', '2000-01-01 00:00:00');

ALTER TABLE artifact ADD KEY artifact_blob (blob_key);

ALTER TABLE tenant
    ADD COLUMN erased_at DATETIME(3) NULL COMMENT 'what there was until then is removed, whatever its retention',
    ADD COLUMN texts_from DATETIME(3) NOT NULL DEFAULT '2000-01-01 00:00:00'
        COMMENT 'no task that was created before has a text left';
