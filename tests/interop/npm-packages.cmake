# SPDX-FileCopyrightText: 2026 The Racer for Qt authors
# SPDX-License-Identifier: MIT
# cmake -D FOLDER=... -P npm-packages.cmake: installs what FOLDER's lock file names, unless it is there already.
file(SHA256 ${FOLDER}/package-lock.json wanted)
set(mark ${FOLDER}/node_modules/.installed)
if(EXISTS ${mark})
    file(READ ${mark} installed)
    if(installed STREQUAL wanted)
        return()
    endif()
endif()
execute_process(COMMAND npm ci --no-audit --no-fund --loglevel=error WORKING_DIRECTORY ${FOLDER}
    COMMAND_ERROR_IS_FATAL ANY)
file(WRITE ${mark} ${wanted})
