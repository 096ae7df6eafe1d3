"""The doctor: each check on a real profile whose file was really broken."""
