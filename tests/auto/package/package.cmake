# SPDX-FileCopyrightText: 2026 The Racer for Qt authors
# SPDX-License-Identifier: MIT
# Installs a build tree, moves the installed tree, and builds and runs a stranger's project against it. Nothing that is
# installed may lead back to the build tree; with MOVE_BUILD_DIR the build tree itself is moved away meanwhile.
#   cmake -D BUILD_DIR=... -D BUILD_TYPE=... -D STRANGER=... -D SNIPPETS=... [-D MOVE_BUILD_DIR=ON] -P package.cmake
set(CMAKE_CTEST_COMMAND ctest)
execute_process(COMMAND mktemp -d OUTPUT_VARIABLE work OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
set(prefix ${work}/elsewhere/racer)

function(fail text)
    if(MOVE_BUILD_DIR AND EXISTS ${BUILD_DIR}.moved)
        file(RENAME ${BUILD_DIR}.moved ${BUILD_DIR})
    endif()
    file(REMOVE_RECURSE ${work})
    message(FATAL_ERROR "${text}")
endfunction()

function(run what)
    execute_process(COMMAND ${ARGN} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(NOT result EQUAL 0)
        fail("${what} failed (${result}):\n${output}")
    endif()
endfunction()

run("Installing" ${CMAKE_COMMAND} --install ${BUILD_DIR} --prefix ${work}/installed)
file(MAKE_DIRECTORY ${work}/elsewhere)
file(RENAME ${work}/installed ${prefix})
if(MOVE_BUILD_DIR)
    file(RENAME ${BUILD_DIR} ${BUILD_DIR}.moved)
endif()

file(GLOB_RECURSE files ${prefix}/*)
foreach(file IN LISTS files)
    if(IS_SYMLINK ${file})
        continue()
    endif()
    file(READ ${file} magic LIMIT 4 HEX)
    if(magic STREQUAL "7f454c46")
        execute_process(COMMAND readelf -d ${file} OUTPUT_VARIABLE content COMMAND_ERROR_IS_FATAL ANY)
        execute_process(COMMAND ldd ${file} OUTPUT_VARIABLE libraries COMMAND_ERROR_IS_FATAL ANY)
        if(libraries MATCHES "[^\n]*not found")
            fail("${file} does not find its libraries: ${CMAKE_MATCH_0}")
        endif()
        string(APPEND content ${libraries})
    else()
        file(READ ${file} content)
    endif()
    foreach(gone ${BUILD_DIR} ${work}/installed)
        string(FIND "${content}" "${gone}/" position)
        if(NOT position EQUAL -1)
            fail("${file} leads back to ${gone}")
        endif()
    endforeach()
endforeach()

run("Configuring the stranger's project" ${CMAKE_COMMAND} -S ${STRANGER} -B ${work}/build -G Ninja
    -D CMAKE_BUILD_TYPE=${BUILD_TYPE} -D CMAKE_PREFIX_PATH=${prefix} -D SNIPPETS=${SNIPPETS})
run("Building the stranger's project" ${CMAKE_COMMAND} --build ${work}/build)
run("Running the stranger's project" ${CMAKE_CTEST_COMMAND} --test-dir ${work}/build --output-on-failure)
# Each component alone, and one that is not there.
file(GLOB_RECURSE config ${prefix}/*/RacerConfig.cmake)
file(READ ${config} config)
string(REGEX MATCH "_racer_available ([^)]*)" config "${config}")
set(components ${CMAKE_MATCH_1})
foreach(component IN LISTS components)
    run("find_package(Racer COMPONENTS ${component})" ${CMAKE_COMMAND} -S ${STRANGER}/component
        -B ${work}/only-${component} -G Ninja -D CMAKE_PREFIX_PATH=${prefix} -D COMPONENT=${component})
endforeach()
execute_process(COMMAND ${CMAKE_COMMAND} -S ${STRANGER}/component -B ${work}/only-none -G Ninja
    -D CMAKE_PREFIX_PATH=${prefix} -D COMPONENT=Nonsense RESULT_VARIABLE result OUTPUT_QUIET ERROR_QUIET)
if(result EQUAL 0)
    fail("find_package(Racer COMPONENTS Nonsense) succeeded")
endif()

if(MOVE_BUILD_DIR)
    file(RENAME ${BUILD_DIR}.moved ${BUILD_DIR})
endif()
file(REMOVE_RECURSE ${work})
