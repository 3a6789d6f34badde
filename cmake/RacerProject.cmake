# SPDX-FileCopyrightText: 2026 The Racer for Qt authors
# SPDX-License-Identifier: MIT
# The settings that every target of this project shares, and the one way to declare a library.
include(GNUInstallDirs)

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE Release)
endif()
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/lib)
set(CMAKE_ARCHIVE_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/lib)

set(racer_qt_components Core WebSockets Network)
if(RACER_BUILD_SERVER)
    list(APPEND racer_qt_components Sql)
endif()
if(RACER_BUILD_SCRIPT)
    list(APPEND racer_qt_components Qml)
endif()
if(RACER_BUILD_QML)
    list(APPEND racer_qt_components Quick)
endif()
if(RACER_BUILD_GUI)
    list(APPEND racer_qt_components Gui)
endif()
if(RACER_BUILD_WIDGETS)
    list(APPEND racer_qt_components Widgets)
endif()
if(RACER_BUILD_TESTS OR RACER_BUILD_BENCHMARKS)
    list(APPEND racer_qt_components Test)
    if(RACER_BUILD_QML)
        list(APPEND racer_qt_components QuickTest)
    endif()
endif()
find_package(Qt6 6.4 REQUIRED COMPONENTS ${racer_qt_components})
qt_standard_project_setup()

# Paths are hashed relative to the checkout, so that a second checkout elsewhere hits the cache of the first.
find_program(RACER_CCACHE ccache)
if(RACER_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER
        ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1
        CCACHE_SLOPPINESS=pch_defines,time_macros ${RACER_CCACHE})
endif()

set(RACER_SANITIZE "" CACHE STRING "Sanitizers to build with, as -fsanitize takes them: address,undefined or thread")
if(RACER_SANITIZE)
    add_compile_options(-fsanitize=${RACER_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${RACER_SANITIZE})
endif()

# How the project compiles its own code; users of the libraries inherit none of it.
add_library(racer_build_settings INTERFACE)
target_compile_options(racer_build_settings INTERFACE
    $<$<CXX_COMPILER_ID:GNU,Clang>:-Wall -Wextra -Wpedantic -Wnon-virtual-dtor -Woverloaded-virtual>)
target_compile_definitions(racer_build_settings INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_KEYWORDS QT_NO_FOREACH
    QT_STRICT_ITERATORS QT_DISABLE_DEPRECATED_BEFORE=0x060400)

set(RACER_INCLUDE_DIR ${PROJECT_BINARY_DIR}/include)
# Plugins and QML modules lie below the libraries in the same way in the build tree and in the installed one, so
# that a library finds its plugins from its own place in both.
set(RACER_PLUGIN_SUBDIR qt6/plugins)
set(RACER_QML_SUBDIR qt6/qml)
set(RACER_PLUGIN_DIR ${CMAKE_LIBRARY_OUTPUT_DIRECTORY}/${RACER_PLUGIN_SUBDIR})
set(RACER_QML_DIR ${CMAKE_LIBRARY_OUTPUT_DIRECTORY}/${RACER_QML_SUBDIR})

# One precompiled header for all targets, of what nearly every file includes: it halves the time of a full build.
add_library(racer_precompiled OBJECT ${CMAKE_CURRENT_LIST_DIR}/precompiled.cpp)
set_target_properties(racer_precompiled PROPERTIES AUTOMOC OFF)
target_link_libraries(racer_precompiled PRIVATE Qt6::Core racer_build_settings)
target_precompile_headers(racer_precompiled PRIVATE
    <QtCore/QHash> <QtCore/QList> <QtCore/QObject> <QtCore/QString> <QtCore/QVariant>
    <functional> <memory> <optional> <vector>)

# racer_add_library(Core LINK Qt6::Core): target RacerCore, alias Racer::Core, export macro RACER_CORE_EXPORT
# in <Racer/racercoreexport.h>.
function(racer_add_library component)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "LINK;LINK_PRIVATE")
    set(target Racer${component})
    string(TOLOWER ${component} lower)
    string(TOUPPER ${component} upper)
    if(RACER_STATIC)
        add_library(${target} STATIC)
        target_compile_definitions(${target} PUBLIC RACER_${upper}_STATIC_DEFINE)
        # Who links a static library links what it needs for itself, too.
        set(dependencies ${arg_LINK} ${arg_LINK_PRIVATE})
    else()
        add_library(${target} SHARED)
        set(dependencies ${arg_LINK})
    endif()
    add_library(Racer::${component} ALIAS ${target})
    include(GenerateExportHeader)
    set(export_header ${RACER_INCLUDE_DIR}/Racer/racer${lower}export.h)
    generate_export_header(${target} BASE_NAME RACER_${upper} EXPORT_FILE_NAME ${export_header})
    set_target_properties(${target} PROPERTIES
        AUTOMOC ON EXPORT_NAME ${component} VERSION ${PROJECT_VERSION} SOVERSION 0)
    target_compile_features(${target} PUBLIC cxx_std_20)
    target_include_directories(${target} PUBLIC
        $<BUILD_INTERFACE:${RACER_INCLUDE_DIR}> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
    target_link_libraries(${target} PUBLIC ${arg_LINK}
        PRIVATE ${arg_LINK_PRIVATE} $<BUILD_INTERFACE:racer_build_settings>)
    target_precompile_headers(${target} REUSE_FROM racer_precompiled)
    install(FILES ${export_header} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/Racer)
    install(TARGETS ${target} EXPORT RacerTargets
        LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
        RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
    set_property(GLOBAL APPEND PROPERTY RACER_COMPONENTS ${component})
    set(qt_dependencies ${dependencies})
    list(FILTER qt_dependencies INCLUDE REGEX "^Qt6::")
    list(TRANSFORM qt_dependencies REPLACE "^Qt6::" "")
    set(racer_dependencies ${dependencies})
    list(FILTER racer_dependencies INCLUDE REGEX "^Racer::")
    list(TRANSFORM racer_dependencies REPLACE "^Racer::" "")
    set_property(GLOBAL PROPERTY RACER_${component}_QT ${qt_dependencies})
    set_property(GLOBAL PROPERTY RACER_${component}_NEEDS ${racer_dependencies})
endfunction()

# racer_add_folder(Core PUBLIC_HEADERS value.h SOURCES value.cpp): adds a folder's files to a component.
# Public headers are reached as <Racer/value.h> in the build tree and in the installed one.
function(racer_add_folder component)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "PUBLIC_HEADERS;SOURCES")
    set(target Racer${component})
    foreach(header IN LISTS arg_PUBLIC_HEADERS)
        get_filename_component(name ${header} NAME)
        file(CONFIGURE OUTPUT ${RACER_INCLUDE_DIR}/Racer/${name}
            CONTENT "#include \"${CMAKE_CURRENT_SOURCE_DIR}/${header}\" // IWYU pragma: export\n" @ONLY)
        set_property(GLOBAL APPEND PROPERTY RACER_PUBLIC_HEADERS ${name})
    endforeach()
    list(TRANSFORM arg_PUBLIC_HEADERS PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/)
    list(TRANSFORM arg_SOURCES PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/)
    # AUTOMOC runs again when a file changes that it has seen, or the list of the folder that made the target; that
    # another folder's list has changed it notices by this file.
    get_directory_property(lists RACER_LISTS)
    math(EXPR lists "0${lists} + 1")
    set_directory_properties(PROPERTIES RACER_LISTS ${lists})
    set(list ${CMAKE_CURRENT_BINARY_DIR}/filelist${lists}.h)
    file(CONFIGURE OUTPUT ${list} CONTENT "// ${arg_PUBLIC_HEADERS};${arg_SOURCES}\n" @ONLY)
    target_sources(${target} PRIVATE ${arg_SOURCES} ${arg_PUBLIC_HEADERS} ${list})
    install(FILES ${arg_PUBLIC_HEADERS} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/Racer)
endfunction()

# racer_add_program(racer-json0 SOURCES main.cpp LINK Racer::Core): an installed executable.
function(racer_add_program name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LINK")
    add_executable(${name} ${arg_SOURCES})
    set_target_properties(${name} PROPERTIES AUTOMOC ON
        INSTALL_RPATH "$ORIGIN/../${CMAKE_INSTALL_LIBDIR}")
    target_link_libraries(${name} PRIVATE ${arg_LINK} racer_build_settings)
    target_precompile_headers(${name} REUSE_FROM racer_precompiled)
    target_compile_definitions(${name} PRIVATE RACER_VERSION="${PROJECT_VERSION}")
    install(TARGETS ${name} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endfunction()

# racer_add_plugin(racer-db-sqlite TYPE racerdb SOURCES sqliteplugin.cpp LINK Racer::Server): a module that is
# loaded at run time from <libdir>/qt6/plugins/<TYPE>.
function(racer_add_plugin name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "TYPE" "SOURCES;LINK")
    add_library(${name} MODULE ${arg_SOURCES})
    set_target_properties(${name} PROPERTIES AUTOMOC ON
        LIBRARY_OUTPUT_DIRECTORY ${RACER_PLUGIN_DIR}/${arg_TYPE}
        INSTALL_RPATH "$ORIGIN/../../..")
    target_link_libraries(${name} PRIVATE ${arg_LINK} racer_build_settings)
    target_precompile_headers(${name} REUSE_FROM racer_precompiled)
    install(TARGETS ${name} LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}/${RACER_PLUGIN_SUBDIR}/${arg_TYPE})
    set_property(GLOBAL APPEND PROPERTY RACER_PLUGINS ${name})
endfunction()

# Resources of a static library are object libraries, which go with it.
function(racer_install_objects)
    if(ARGN)
        install(TARGETS ${ARGN} EXPORT RacerTargets OBJECTS DESTINATION ${CMAKE_INSTALL_LIBDIR}/racer)
    endif()
endfunction()

# racer_install_qml_module(RacerQuick PLUGIN RacerQuickplugin OBJECTS ${objects}): installs what
# qt_add_qml_module(RacerQuick ... OUTPUT_TARGETS objects) made, which by itself installs nothing.
function(racer_install_qml_module target)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "PLUGIN" "OBJECTS")
    set(query_files)
    get_target_property(files ${target} QT_QML_MODULE_QML_FILES)
    if(files)
        set(query_files QML_FILES files QML_FILES_DEPLOY_PATHS deploy_paths)
    endif()
    qt_query_qml_module(${target} TARGET_PATH path QMLDIR qmldir TYPEINFO typeinfo ${query_files})
    set(destination ${CMAKE_INSTALL_LIBDIR}/${RACER_QML_SUBDIR}/${path})
    string(REGEX REPLACE "[^/]+" ".." up ${RACER_QML_SUBDIR}/${path})
    set_target_properties(${arg_PLUGIN} PROPERTIES INSTALL_RPATH "$ORIGIN/${up}")
    if(RACER_STATIC)
        list(REMOVE_ITEM arg_OBJECTS ${arg_PLUGIN})
        racer_install_objects(${arg_OBJECTS})
        install(TARGETS ${arg_PLUGIN} EXPORT RacerTargets ARCHIVE DESTINATION ${destination})
    else()
        install(TARGETS ${arg_PLUGIN} LIBRARY DESTINATION ${destination})
    endif()
    install(FILES ${qmldir} ${typeinfo} DESTINATION ${destination})
    if(files)
        foreach(file deploy_path IN ZIP_LISTS files deploy_paths)
            get_filename_component(folder "${deploy_path}" DIRECTORY)
            install(FILES ${file} DESTINATION ${destination}/${folder})
        endforeach()
    endif()
endfunction()
