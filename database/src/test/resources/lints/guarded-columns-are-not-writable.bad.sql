grant update (approval_status) on agents.team_runs to authenticated;
