"""python -m deedbook"""

from deedbook.cli import main

main(prog_name="deedbook")
