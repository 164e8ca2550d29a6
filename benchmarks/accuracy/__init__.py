"""An examiner of the readers: documents made with their truth, read by the project, compared.

`python -m benchmarks.accuracy` writes letters, threads, tables and mails as forces write them, in every format, with
what is true of each beside it; has the project read them; and reports precision and recall of figures and outcomes by
format and form. It protects: no figure is wrong, and what is missed is among the problems. So nothing here imports
a pattern or a word list of `ingest`: only its entry, `read_folder`, and the ids of its reference files are used.
"""
