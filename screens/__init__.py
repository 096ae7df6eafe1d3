"""Pictures and keys. A screen asks the desk and draws what it is given."""
