// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/racerclientexport.h>
#include <Racer/value.h>

#include <QtCore/QObject>

namespace Racer {

// The library as a host of plugins.
class RACER_CLIENT_EXPORT Library : public QObject
{
    Q_OBJECT
public:
    [[nodiscard]] static Library &instance();

private:
    Library() = default;
};

namespace detail {

using PluginAddress = void (*)();

// False if the host has the plugin already.
[[nodiscard]] RACER_CLIENT_EXPORT bool addPlugin(QObject *host, PluginAddress plugin);
RACER_CLIENT_EXPORT void removePlugin(QObject *host, PluginAddress plugin);

} // namespace detail

// Calls plugin(host, options) unless it has been called with this host before, whatever the options were. A plugin is
// a function, or a lambda without captures, and is known by its address. A host is a RootModel, a Backend, the
// Library, or any QObject.
template<typename Host>
Host &use(Host &host, void (*plugin)(std::type_identity_t<Host> &host, const Value &options),
          const Value &options = {})
{
    const auto address = reinterpret_cast<detail::PluginAddress>(plugin);
    if (!detail::addPlugin(&host, address))
        return host;
    try {
        plugin(host, options);
    } catch (...) {
        detail::removePlugin(&host, address);
        throw;
    }
    return host;
}

} // namespace Racer
