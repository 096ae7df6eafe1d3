"""Many clients at one server for minutes, some of them killed, the server too: nothing acknowledged is lost, and nothing is there twice."""
