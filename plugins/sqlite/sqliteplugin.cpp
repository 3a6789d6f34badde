// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include "sqlitesession.h"

#include <Racer/sqldatabase.h>

namespace Racer {

// "sqlite:FILE": documents in one file, made if it is not there.
class SqlitePlugin : public QObject, public DatabasePlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID RacerDatabasePlugin_iid FILE "sqlite.json")
    Q_INTERFACES(Racer::DatabasePlugin)
public:
    std::unique_ptr<Database> open(const QString &location) override
    {
        return std::make_unique<SqlDatabase>([location] { return std::make_unique<SqliteSession>(location); });
    }
};

} // namespace Racer

#include "sqliteplugin.moc"
