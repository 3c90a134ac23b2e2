# SPDX-License-Identifier: GPL-2.0-or-later
# embed(TARGET NAME FILE): puts the bytes of FILE into TARGET's read-only
# memory, as NAME_begin .. NAME_end (see base/embed.h).
function(embed target name file)
	get_filename_component(path ${file} ABSOLUTE)
	set(source ${CMAKE_CURRENT_BINARY_DIR}/${target}_${name}.s)
	file(WRITE ${source}.new
		"\t.section .rodata\n\t.balign 64\n"
		"\t.global ${name}_begin\n\t.global ${name}_end\n"
		"${name}_begin:\n\t.incbin \"${path}\"\n${name}_end:\n\t.byte 0\n"
		"\t.section .note.GNU-stack,\"\",%progbits\n")
	file(COPY_FILE ${source}.new ${source} ONLY_IF_DIFFERENT)
	set_source_files_properties(${source} PROPERTIES LANGUAGE ASM OBJECT_DEPENDS ${path})
	target_sources(${target} PRIVATE ${source})
endfunction()
