-- A provider names each job's work by a ticket of its own. Whoever is given another job's would be given its pictures.
ALTER TABLE job ADD UNIQUE KEY job_ticket (work_provider, work_ticket);
