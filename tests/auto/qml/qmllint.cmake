# SPDX-FileCopyrightText: 2026 The Racer for Qt authors
# SPDX-License-Identifier: MIT
# The QML files that belong to no module, the documentation's and the tests', have no warnings of qmllint.
#   cmake -D QMLLINT=... -D IMPORTS=... -D ROOT=... -P qmllint.cmake
file(GLOB_RECURSE files ${ROOT}/doc/snippets/*.qml ${ROOT}/tests/auto/qml/*.qml ${ROOT}/tests/auto/testkit/*.qml
    ${ROOT}/tests/auto/views/*.qml)
set(problems)
foreach(file IN LISTS files)
    execute_process(COMMAND ${QMLLINT} -I ${IMPORTS} ${file} RESULT_VARIABLE result OUTPUT_VARIABLE output
        ERROR_VARIABLE output)
    if(NOT result EQUAL 0 OR output MATCHES "(Warning|Error): ")
        string(APPEND problems "${file}:\n${output}\n")
    endif()
endforeach()
if(problems)
    message(FATAL_ERROR "${problems}")
endif()
