"""The workbook of a page: the rows of its panels as an accessible spreadsheet, one table to a sheet."""
