-- What a tenant may do at once, in a day and in a month, and who runs at this moment.

CREATE TABLE tier (
    name            VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    running_max     INT NOT NULL COMMENT 'jobs at providers at once; what comes beyond waits QUEUED',
    depth_max       INT NOT NULL COMMENT 'jobs that wait; what comes beyond is refused',
    daily_images    INT NULL COMMENT 'images of jobs taken in a day, UTC; null for no cap',
    post_burst      INT NOT NULL COMMENT 'per key and API process',
    post_per_second INT NOT NULL,
    get_burst       INT NOT NULL COMMENT 'per key and API process',
    get_per_second  INT NOT NULL,
    PRIMARY KEY (name),
    CONSTRAINT tier_lets_something_through CHECK (running_max > 0 AND depth_max > 0 AND post_burst > 0
        AND post_per_second > 0 AND get_burst > 0 AND get_per_second > 0),
    CONSTRAINT tier_daily_images_not_negative CHECK (daily_images >= 0)
) DEFAULT CHARACTER SET utf8mb4;

INSERT INTO tier (name, running_max, depth_max, daily_images, post_burst, post_per_second, get_burst, get_per_second)
VALUES ('standard', 20, 2000, NULL, 200, 20, 400, 100);

ALTER TABLE tenant
    ADD COLUMN tier VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'standard',
    ADD CONSTRAINT tenant_of_tier FOREIGN KEY (tier) REFERENCES tier (name);

ALTER TABLE wallet
    ADD COLUMN day DATE NULL COMMENT 'UTC, of day_images',
    ADD COLUMN day_images INT NOT NULL DEFAULT 0 COMMENT 'images of the jobs that were taken in that day';

ALTER TABLE api_key
    ADD COLUMN month_limit BIGINT NULL COMMENT 'micro-USD that the key may spend in a month, UTC; null for no limit',
    ADD COLUMN month CHAR(7) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'YYYY-MM, of month_spent',
    ADD COLUMN month_spent BIGINT NOT NULL DEFAULT 0 COMMENT 'less what came back; counted while there is a limit',
    ADD CONSTRAINT api_key_month_limit_not_negative CHECK (month_limit >= 0),
    ADD CONSTRAINT api_key_month_spent_not_negative CHECK (month_spent >= 0);

-- Who holds a lease now, one row per lease, by the rows of jobs: a job RUNNING by an intent holds one of its tenant,
-- and one of the provider that it is at.
CREATE VIEW lease AS
    SELECT CONCAT('tenant:', tenant_id) AS capacity, id AS job_id FROM job
    WHERE state = 'RUNNING' AND work_route IS NOT NULL
    UNION ALL
    SELECT CONCAT('provider:', work_provider) AS capacity, id AS job_id FROM job
    WHERE state = 'RUNNING' AND work_provider IS NOT NULL;

-- How many leases are taken, so that one more is one conditional statement.
CREATE TABLE capacity (
    name    VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'tenant:<id> or provider:<id>',
    running INT NOT NULL COMMENT 'leases taken',
    PRIMARY KEY (name),
    CONSTRAINT capacity_not_negative CHECK (running >= 0)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TRIGGER tenant_has_capacity AFTER INSERT ON tenant FOR EACH ROW
    INSERT INTO capacity (name, running) VALUES (CONCAT('tenant:', NEW.id), 0);

INSERT INTO capacity (name, running)
    SELECT CONCAT('tenant:', t.id), 0 FROM tenant t
    ON DUPLICATE KEY UPDATE running = 0;

INSERT INTO capacity (name, running)
    SELECT taken.capacity, taken.leases FROM
        (SELECT capacity, COUNT(*) AS leases FROM lease GROUP BY capacity) taken
    ON DUPLICATE KEY UPDATE running = taken.leases;
