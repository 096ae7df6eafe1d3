"""Pure rules: functions of plain values. No database, no clock, no file, no language."""
