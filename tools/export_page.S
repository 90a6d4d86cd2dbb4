// The page that `export --format html` fills in, built into the program.
        .section .rodata
        .global parley_export_page
        .global parley_export_page_end
parley_export_page:
        .incbin "tools/export_page.html"
parley_export_page_end:
        .byte 0
        .section .note.GNU-stack, "", %progbits
