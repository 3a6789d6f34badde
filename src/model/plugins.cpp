// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/plugins.h>

#include <vector>

namespace Racer {

namespace {

// Which plugins its parent uses.
class UsedPlugins : public QObject
{
public:
    using QObject::QObject;

    [[nodiscard]] static UsedPlugins *of(QObject *host)
    {
        for (QObject *child : host->children()) {
            if (auto *used = dynamic_cast<UsedPlugins *>(child))
                return used;
        }
        return new UsedPlugins(host);
    }

    std::vector<detail::PluginAddress> plugins;
};

} // namespace

/*!
    \class Racer::Library
    \inmodule Racer
    \brief The library as a host of plugins that concern no single model or backend.

    Counterpart of the object \c racer that \c racer.use belongs to. Belongs to the thread that asks for it first.
*/

/*! The only instance. */
Library &Library::instance()
{
    static Library library;
    return library;
}

/*!
    \fn template<typename Host>
        Host &Racer::use(Host &host, void (*plugin)(Host &, const Value &), const Value &options)

    Calls \a plugin with \a host and \a options, once per host: a second call does nothing, even with other options.
    Returns the host. A plugin that throws is not counted as used. To be called in the host's thread. Counterpart of
    Racer's \c use.
*/

bool detail::addPlugin(QObject *host, PluginAddress plugin)
{
    auto &plugins = UsedPlugins::of(host)->plugins;
    if (std::find(plugins.begin(), plugins.end(), plugin) != plugins.end())
        return false;
    plugins.push_back(plugin);
    return true;
}

void detail::removePlugin(QObject *host, PluginAddress plugin)
{
    std::erase(UsedPlugins::of(host)->plugins, plugin);
}

} // namespace Racer
