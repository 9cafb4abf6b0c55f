-- What was delivered, beside what else came of a job: a job is shown from its own row, in one statement.

ALTER TABLE job
    ADD COLUMN outcome_images VARCHAR(2000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT ''
        COMMENT 'index, extension, pixels, bytes and sha256 of each image; the grid begins with g';

SET SESSION group_concat_max_len = 2000;

UPDATE job
SET outcome_images = COALESCE(
    (SELECT GROUP_CONCAT(
                CONCAT(CASE kind WHEN 'GRID' THEN 'g' ELSE '' END, image_index, ' ',
                       SUBSTRING_INDEX(blob_key, '.', -1), ' ', width, 'x', height, ' ', bytes, ' ', sha256)
                ORDER BY image_index SEPARATOR ',')
     FROM artifact
     WHERE artifact.job_id = job.id), '')
WHERE outcome_delivered > 0;
