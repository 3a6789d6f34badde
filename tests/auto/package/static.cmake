# SPDX-FileCopyrightText: 2026 The Racer for Qt authors
# SPDX-License-Identifier: MIT
# Builds the project as static libraries, installs them, moves the installed tree, and builds and runs a program that
# links all of it. BUILD_DIR is kept between runs.
#   cmake -D SOURCE_DIR=... -D BUILD_DIR=... -D STRANGER=... -P static.cmake
execute_process(COMMAND mktemp -d OUTPUT_VARIABLE work OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)

function(run what)
    execute_process(COMMAND ${ARGN} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(NOT result EQUAL 0)
        file(REMOVE_RECURSE ${work})
        message(FATAL_ERROR "${what} failed (${result}):\n${output}")
    endif()
endfunction()

run("Configuring" ${CMAKE_COMMAND} -S ${SOURCE_DIR} -B ${BUILD_DIR} -G Ninja -D CMAKE_BUILD_TYPE=Debug
    -D CMAKE_CXX_FLAGS_DEBUG=-O0 -D RACER_STATIC=ON -D RACER_BUILD_WIDGETS=OFF -D RACER_BUILD_TESTS=OFF
    -D RACER_BUILD_EXAMPLES=OFF)
run("Building" ${CMAKE_COMMAND} --build ${BUILD_DIR})
run("Installing" ${CMAKE_COMMAND} --install ${BUILD_DIR} --prefix ${work}/installed)
file(MAKE_DIRECTORY ${work}/elsewhere)
file(RENAME ${work}/installed ${work}/elsewhere/racer)
run("Configuring the program" ${CMAKE_COMMAND} -S ${STRANGER} -B ${work}/build -G Ninja -D CMAKE_BUILD_TYPE=Debug
    -D CMAKE_PREFIX_PATH=${work}/elsewhere/racer)
run("Building the program" ${CMAKE_COMMAND} --build ${work}/build)
execute_process(COMMAND ldd ${work}/build/window OUTPUT_VARIABLE libraries COMMAND_ERROR_IS_FATAL ANY)
if(libraries MATCHES "libRacer[^\n]*")
    file(REMOVE_RECURSE ${work})
    message(FATAL_ERROR "The program still needs ${CMAKE_MATCH_0}")
endif()
run("Running the program" ctest --test-dir ${work}/build --output-on-failure)
file(REMOVE_RECURSE ${work})
