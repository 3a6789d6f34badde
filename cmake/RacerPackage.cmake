# SPDX-FileCopyrightText: 2026 The Racer for Qt authors
# SPDX-License-Identifier: MIT
# Makes find_package(Racer COMPONENTS Core Client Server Quick) work against the installed tree.
include(CMakePackageConfigHelpers)

set(RACER_CMAKE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/Racer)
set(RACER_INSTALL_PLUGIN_DIR ${CMAKE_INSTALL_LIBDIR}/${RACER_PLUGIN_SUBDIR})
set(RACER_INSTALL_QML_DIR ${CMAKE_INSTALL_LIBDIR}/${RACER_QML_SUBDIR})

get_property(RACER_COMPONENTS GLOBAL PROPERTY RACER_COMPONENTS)
set(RACER_COMPONENT_DEPENDENCIES "")
foreach(component IN LISTS RACER_COMPONENTS)
    foreach(kind QT NEEDS)
        get_property(names GLOBAL PROPERTY RACER_${component}_${kind})
        list(JOIN names " " names)
        string(APPEND RACER_COMPONENT_DEPENDENCIES "set(_racer_${component}_${kind} ${names})\n")
    endforeach()
endforeach()

install(EXPORT RacerTargets NAMESPACE Racer:: DESTINATION ${RACER_CMAKE_DIR})
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/RacerConfig.cmake.in ${PROJECT_BINARY_DIR}/RacerConfig.cmake
    INSTALL_DESTINATION ${RACER_CMAKE_DIR} PATH_VARS RACER_INSTALL_PLUGIN_DIR RACER_INSTALL_QML_DIR)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/RacerConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/RacerConfig.cmake ${PROJECT_BINARY_DIR}/RacerConfigVersion.cmake
    DESTINATION ${RACER_CMAKE_DIR})
