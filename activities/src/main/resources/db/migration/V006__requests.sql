-- What else a request can say of its images, and a picture of all images beside them.

ALTER TABLE job
    ADD COLUMN request_grid BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'a picture of all images is wanted too',
    ADD COLUMN request_parameters MEDIUMTEXT NULL COMMENT 'JSON, in the catalogue''s names; null once blanked',
    ADD COLUMN request_rendering VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL
        COMMENT 'how the surface was asked to show the job';

ALTER TABLE artifact
    ADD COLUMN kind VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'IMAGE';
