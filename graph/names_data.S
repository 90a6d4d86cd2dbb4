// Tables of names, built into the library; names_tables.cpp reads them. Each ends with a zero.
        .section .rodata
        .global parley_names_given_names
parley_names_given_names:
        .incbin "graph/names/given_names.txt"
        .byte 0
        .global parley_names_korean
parley_names_korean:
        .incbin "graph/names/korean.txt"
        .byte 0
        .global parley_names_particles
parley_names_particles:
        .incbin "graph/names/particles.txt"
        .byte 0
        .global parley_names_pinyin
parley_names_pinyin:
        .incbin "graph/names/pinyin.txt"
        .byte 0
        .global parley_names_sino_vietnamese
parley_names_sino_vietnamese:
        .incbin "graph/names/sino_vietnamese.txt"
        .byte 0
        .global parley_names_vietnamese
parley_names_vietnamese:
        .incbin "graph/names/vietnamese.txt"
        .byte 0
        .section .note.GNU-stack, "", %progbits
