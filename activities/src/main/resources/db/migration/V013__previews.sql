-- Images as they look on the way, for callers who watch a job being done.

ALTER TABLE job
    ADD COLUMN request_previews INT NOT NULL DEFAULT 0 COMMENT 'how many previews of each image are wanted',
    ADD COLUMN work_previews INT NOT NULL DEFAULT 0 COMMENT 'how many of each are stored now',
    ADD KEY job_previews (work_previews);
