"""How numbers, waits and the words of strangers read: pure functions that know no other room."""
