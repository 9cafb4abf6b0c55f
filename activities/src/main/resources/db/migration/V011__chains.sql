-- Chains of edits. A chain is a job that holds and pays; each of its steps is a job that makes images and is paid out of
-- the chain's escrow.

ALTER TABLE job
    ADD COLUMN chain_role VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'NONE'
        COMMENT 'NONE, CHAIN or STEP',
    ADD COLUMN chain_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'of a step: who pays for it',
    ADD COLUMN chain_stops BOOLEAN NULL COMMENT 'of a chain: begins nothing more once a step has not succeeded',
    ADD COLUMN chain_resumed_from CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD KEY job_of_chain (chain_id),
    ADD CONSTRAINT job_step_has_its_chain CHECK ((chain_role = 'STEP') = (chain_id IS NOT NULL));

-- The steps of a chain in their order. One that was resumed shows finished steps of the chain before it.
CREATE TABLE chain_step (
    id       BIGINT NOT NULL AUTO_INCREMENT,
    chain_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    position INT NOT NULL,
    name     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    job_id   CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY chain_step_position (chain_id, position),
    KEY chain_step_job (job_id),
    CONSTRAINT step_of_chain FOREIGN KEY (chain_id) REFERENCES job (id),
    CONSTRAINT step_is_job FOREIGN KEY (job_id) REFERENCES job (id)
) DEFAULT CHARACTER SET utf8mb4;
