-- How many jobs wait, over all tenants, is asked once a second by every API process.

CREATE INDEX job_waiting ON job (state);
