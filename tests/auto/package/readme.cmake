# SPDX-FileCopyrightText: 2026 The Racer for Qt authors
# SPDX-License-Identifier: MIT
# The README shows its examples word for word as they are compiled and run, without their licence headers.
file(READ ${README} readme)
foreach(snippet readme-cpp/main.cpp readme-derived/main.cpp readme-qml/Main.qml)
    file(READ ${SNIPPETS}/${snippet} code)
    string(REGEX REPLACE "^(//[^\n]*\n)+" "" code "${code}")
    string(FIND "${readme}" "\n${code}```\n" position)
    if(position EQUAL -1)
        message(FATAL_ERROR "README.md does not show ${snippet} as it is")
    endif()
endforeach()
