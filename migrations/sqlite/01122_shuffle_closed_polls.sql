-- +goose Up

-- What was closed before the ballots were written anew at the close is made due now.
INSERT INTO jobs (id, kind, subject_id, run_at, lease_until, lease_owner, attempts, last_error, done_at, created_at)
  SELECT randomblob(16), 'poll.shuffle', p.id, p.updated_at, NULL, NULL, 0, '', NULL, p.updated_at
  FROM polls p
  WHERE p.state IN ('closed', 'certified', 'archived') AND EXISTS (SELECT 1 FROM ballots b WHERE b.poll_id = p.id)
    AND NOT EXISTS (SELECT 1 FROM jobs j WHERE j.kind = 'poll.shuffle' AND j.subject_id = p.id);
