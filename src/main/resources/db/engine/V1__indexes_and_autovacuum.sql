-- Runs after Camunda has built its schema, with a Flyway history of its own.
-- Jobs are acquired by due date; the shipped schema has no index for that order.
create index mx_job_duedate on act_ru_job (duedate_ asc);
-- Queue-like tables: vacuum them long before the default fifth of their rows has died.
alter table act_ru_job set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
alter table act_ru_execution set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
alter table act_ru_variable set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
alter table act_ru_task set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
