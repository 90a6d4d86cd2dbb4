// The gazetteer's files, built into the library. Each is one symbol pair; gazetteer_built_in.cpp
// lists them.
        .section .rodata
.macro  file name, path
        .global parley_gazetteer_\name
        .global parley_gazetteer_\name\()_end
parley_gazetteer_\name:
        .incbin "\path"
parley_gazetteer_\name\()_end:
        .byte 0
.endm
        file bodies, "graph/gazetteer/bodies.txt"
        file cities, "graph/gazetteer/cities.txt"
        file countries, "graph/gazetteer/countries.txt"
        file kinds, "graph/gazetteer/kinds.txt"
        file leaders, "graph/gazetteer/leaders.txt"
        file offices, "graph/gazetteer/offices.txt"
        file organisations, "graph/gazetteer/organisations.txt"
        file parties, "graph/gazetteer/parties.txt"
        file sites, "graph/gazetteer/sites.txt"
        .section .note.GNU-stack, "", %progbits
