// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include <Racer/database.h>
#include <Racer/memorydatabase.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QPluginLoader>

#include <dlfcn.h>

namespace Racer {

namespace {

// Where Qt looks for plugins, and next to this very library: the same place in the build tree and installed.
QStringList pluginFolders()
{
    QStringList folders;
    const QStringList roots = QCoreApplication::libraryPaths();
    for (const QString &root : roots)
        folders.append(root + QLatin1StringView("/racerdb"));
    Dl_info library;
    if (dladdr(reinterpret_cast<const void *>(&openDatabase), &library)) {
        const QFileInfo file(QFile::decodeName(library.dli_fname));
        folders.append(file.absolutePath() + QLatin1StringView("/qt6/plugins/racerdb"));
    }
    folders.removeDuplicates();
    return folders;
}

DatabasePlugin *findPlugin(const QString &scheme)
{
    const QStringList folders = pluginFolders();
    for (const QString &folder : folders) {
        const QFileInfoList files = QDir(folder).entryInfoList(QDir::Files);
        for (const QFileInfo &file : files) {
            QPluginLoader loader(file.absoluteFilePath());
            const QJsonObject metaData = loader.metaData();
            if (metaData.value(u"IID").toString() != QLatin1StringView(RacerDatabasePlugin_iid))
                continue;
            const QJsonArray schemes = metaData.value(u"MetaData").toObject().value(u"schemes").toArray();
            if (!schemes.contains(scheme))
                continue;
            if (auto *plugin = qobject_cast<DatabasePlugin *>(loader.instance()))
                return plugin;
            throw Error(ErrorCode::DatabaseOpenFailed,
                        QStringLiteral("Cannot load the database plugin %1: %2").arg(file.absoluteFilePath(),
                                                                                     loader.errorString()));
        }
    }
    return nullptr;
}

} // namespace

/*!
    \class Racer::DatabasePlugin
    \inmodule Racer
    \brief What a plugin in the folder racerdb offers: a kind of Database.

    The plugin's metadata lists the schemes it serves, as in \c {{"schemes": ["sqlite"]}}.
*/

/*!
    Opens the database that \a url names: "memory", or "scheme:location", where a plugin serves the scheme, as in
    "sqlite:data.db".

    Throws Error (ERR_DATABASE_OPEN_FAILED, ERR_DATABASE_NEWER) with one line for the user.
*/
std::unique_ptr<Database> openDatabase(const QString &url)
{
    if (url == u"memory")
        return std::make_unique<MemoryDatabase>();
    const qsizetype colon = url.indexOf(u':');
    if (colon <= 0) {
        throw Error(ErrorCode::DatabaseOpenFailed,
                    QStringLiteral("Not a database: \"%1\" (expected memory or sqlite:FILE)").arg(url));
    }
    const QString scheme = url.left(colon);
    DatabasePlugin *plugin = findPlugin(scheme);
    if (!plugin)
        throw Error(ErrorCode::DatabaseOpenFailed, QStringLiteral("No database plugin serves \"%1\"").arg(scheme));
    return plugin->open(url.mid(colon + 1));
}

} // namespace Racer
