"""What every module stands on: database, money, time, errors, events, jobs, settings. No business at all."""
