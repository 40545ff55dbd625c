"""`rundbord questions`: check, draft and accept the documents' questions."""
