"""The pure rules, as statements: tables of cases and properties."""
