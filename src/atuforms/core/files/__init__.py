"""Files in and out: what strangers give, what is written, templates, workbooks."""
