"""Tables of other programs: spreadsheets and separated text in, workbooks out; pure, from views to bytes and back."""
