"""`rundbord questions`: check, draft and accept the questions beside the documents."""
