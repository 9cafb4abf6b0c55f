-- Images that jobs work from: which they are, where they came from, and how long stored ones are kept.

ALTER TABLE artifact
    MODIFY job_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'null for what a tenant gave',
    ADD COLUMN used BOOLEAN NOT NULL DEFAULT TRUE COMMENT 'made by a job, or worked from by one',
    ADD COLUMN kept_since DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) COMMENT 'stored, or last used',
    ADD COLUMN deleted_at DATETIME(3) NULL COMMENT 'its bytes are gone, or about to go',
    ADD KEY artifact_room (tenant_id, deleted_at, bytes),
    ADD KEY artifact_age (tenant_id, deleted_at, used, kept_since);

UPDATE artifact SET kept_since = created_at;

ALTER TABLE job
    ADD COLUMN request_inputs INT NOT NULL DEFAULT 0 COMMENT 'rows in job_input';

-- One image that a job works from. Where it comes from another job or from a URL, the artifact is noted once it is there.
CREATE TABLE job_input (
    id           BIGINT NOT NULL AUTO_INCREMENT,
    job_id       CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    position     INT NOT NULL COMMENT 'in the order of the request',
    source       VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'ARTIFACT, URL or JOB',
    role         VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    url          TEXT NULL COMMENT 'null once retention has blanked it',
    source_job   CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
    source_index INT NULL,
    artifact_id  CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
    description  TEXT NULL COMMENT 'null once retention has blanked it',
    PRIMARY KEY (id),
    UNIQUE KEY job_input_position (job_id, position),
    KEY job_input_artifact (artifact_id),
    CONSTRAINT input_of_job FOREIGN KEY (job_id) REFERENCES job (id),
    CONSTRAINT input_of_source FOREIGN KEY (source_job) REFERENCES job (id)
) DEFAULT CHARACTER SET utf8mb4;

-- An upload that was announced and is not there yet. Its id is that of the artifact that it will be.
CREATE TABLE upload (
    id           CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tenant_id    CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    blob_key     VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'where its bytes are to be put',
    content_type VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    bytes        BIGINT NOT NULL,
    sha256       CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    expires_at   DATETIME(3) NOT NULL,
    PRIMARY KEY (id),
    KEY upload_age (expires_at),
    CONSTRAINT upload_of_tenant FOREIGN KEY (tenant_id) REFERENCES tenant (id)
) DEFAULT CHARACTER SET utf8mb4;

-- How long a tenant's images and texts are kept, and how much may lie there; null for the installation's own.
ALTER TABLE tenant
    ADD COLUMN retention_days INT NULL,
    ADD COLUMN storage_quota BIGINT NULL COMMENT 'bytes';
