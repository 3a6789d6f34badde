// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "serveroptions.h"

#include <Racer/error.h>

#include <QtCore/QCommandLineParser>
#include <QtCore/QFileInfo>
#include <QtCore/QSettings>
#include <QtNetwork/QHostInfo>

#include <optional>

using Racer::Error;

namespace {

struct Option
{
    const char *name;
    const char *valueName; // nullptr: a switch
    const char *description;
    const char *defaultValue;
};

constexpr Option Options[] = {
    {"listen", "HOST:PORT", "Address to serve at; port 0 takes a free one.", "127.0.0.1:7007"},
    {"db", "URL", "Database: memory, or sqlite:FILE.", "memory"},
    {"pubsub", "URL", "How servers tell each other what happened: memory (one process).", "memory"},
    {"projection", "NAME=COLLECTION:FIELD,FIELD", "Serve a collection under another name with these fields only. May "
     "be given several times; elsewhere several are separated by spaces.", ""},
    {"do-not-commit-no-ops", nullptr, "Refuse ops that became empty by transformation (ERR_NO_OP).", "false"},
    {"max-payload", "BYTES", "Largest message a client may send.", "16777216"},
    {"max-buffered", "BYTES", "A client that reads so slowly that more than this waits for it is dropped.", "67108864"},
    {"max-connections", "COUNT", "Connections served at once.", "10000"},
    {"max-depth", "LEVELS", "How deep the containers of a message may be nested.", "512"},
    {"max-subscriptions", "COUNT", "Documents that one connection may be subscribed to.", "100000"},
    {"max-queries", "COUNT", "Queries that one connection may follow.", "1000"},
    {"max-presences", "COUNT", "Presence values and channels of one connection, each.", "1000"},
    {"max-pending", "COUNT", "Requests of one connection that may wait for their answers.", "10000"},
    {"handshake-timeout", "MS", "Time a client has to ask for a WebSocket.", "10000"},
    {"heartbeat", "MS", "Ping clients that are silent so long, drop them after twice that; 0: never.", "30000"},
};

QString text(const char *latin1)
{
    return QString::fromLatin1(latin1);
}

Error usageError(const QString &message)
{
    return Error(message);
}

// Where the value of an option comes from.
class Sources
{
public:
    Sources(const QCommandLineParser &parser, const QProcessEnvironment &environment, const QString &configFile)
        : m_parser(parser), m_environment(environment)
    {
        if (configFile.isEmpty())
            return;
        const QFileInfo file(configFile);
        if (!file.isFile() || !file.isReadable())
            throw usageError(QStringLiteral("cannot read the configuration file %1").arg(configFile));
        m_settings.emplace(configFile, QSettings::IniFormat);
        if (m_settings->status() != QSettings::NoError)
            throw usageError(QStringLiteral("%1 is not an INI file").arg(configFile));
        const QStringList keys = m_settings->allKeys();
        for (const QString &key : keys) {
            if (!std::any_of(std::begin(Options), std::end(Options),
                             [&](const Option &option) { return key == text(option.name); }))
                throw usageError(QStringLiteral("%1: unknown option '%2'").arg(configFile, key));
        }
    }

    [[nodiscard]] QStringList values(const char *name) const
    {
        if (m_parser.isSet(text(name)))
            return isSwitch(name) ? QStringList{QStringLiteral("true")} : m_parser.values(text(name));
        const QString variable = variableName(name);
        if (m_environment.contains(variable))
            return split(m_environment.value(variable));
        // QSettings takes commas for the separators of a list.
        if (m_settings && m_settings->contains(text(name)))
            return split(m_settings->value(text(name)).toStringList().join(u','));
        return split(text(option(name).defaultValue));
    }

    [[nodiscard]] QString value(const char *name) const { return values(name).value(0); }

    [[nodiscard]] qint64 number(const char *name, qint64 minimum) const
    {
        bool ok = false;
        const qint64 number = value(name).toLongLong(&ok);
        if (!ok || number < minimum) {
            throw usageError(QStringLiteral("--%1 takes a number of at least %2, not '%3'")
                                     .arg(text(name), QString::number(minimum), value(name)));
        }
        return number;
    }

    [[nodiscard]] bool flag(const char *name) const
    {
        const QString word = value(name).toLower();
        if (word == u"true" || word == u"1" || word == u"yes")
            return true;
        if (word == u"false" || word == u"0" || word == u"no")
            return false;
        throw usageError(QStringLiteral("%1 is true or false, not '%2'").arg(text(name), word));
    }

    static QString variableName(const char *name)
    {
        return QStringLiteral("RACER_") + text(name).toUpper().replace(u'-', u'_');
    }

private:
    static const Option &option(const char *name)
    {
        return *std::find_if(std::begin(Options), std::end(Options),
                             [&](const Option &candidate) { return qstrcmp(candidate.name, name) == 0; });
    }
    static bool isSwitch(const char *name) { return !option(name).valueName; }
    static QStringList split(const QString &list) { return list.simplified().split(u' ', Qt::SkipEmptyParts); }

    const QCommandLineParser &m_parser;
    const QProcessEnvironment &m_environment;
    std::optional<QSettings> m_settings;
};

// "127.0.0.1:7007", "[::1]:7007", "localhost:7007", ":7007".
void parseListen(const QString &listen, ServerOptions &options)
{
    const qsizetype colon = listen.lastIndexOf(u':');
    bool ok = false;
    options.port = colon < 0 ? quint16(0) : listen.mid(colon + 1).toUShort(&ok);
    if (!ok)
        throw usageError(QStringLiteral("--listen takes HOST:PORT, not '%1'").arg(listen));
    QString host = listen.left(colon);
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.mid(1, host.size() - 2);
    if (host.isEmpty()) {
        options.address = QHostAddress::Any;
    } else if (!options.address.setAddress(host)) {
        const QList<QHostAddress> found = QHostInfo::fromName(host).addresses();
        if (found.isEmpty())
            throw usageError(QStringLiteral("--listen: there is no host '%1'").arg(host));
        options.address = found.first();
    }
}

ServerOptions::Projection parseProjection(const QString &projection)
{
    const qsizetype equals = projection.indexOf(u'=');
    const qsizetype colon = projection.indexOf(u':', equals + 1);
    ServerOptions::Projection result{projection.left(equals), projection.mid(equals + 1, colon - equals - 1),
                                     projection.mid(colon + 1).split(u',', Qt::SkipEmptyParts)};
    if (equals <= 0 || colon < 0 || result.collection.isEmpty() || result.fields.isEmpty()) {
        throw usageError(
                QStringLiteral("--projection takes NAME=COLLECTION:FIELD,FIELD, not '%1'").arg(projection));
    }
    return result;
}

} // namespace

ServerOptions ServerOptions::parse(const QStringList &arguments, const QProcessEnvironment &environment)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
            QStringLiteral("Serves ShareDB clients at ws://HOST:PORT/.\n\n"
                           "Every option can also be set in the environment (--max-payload as\n"
                           "RACER_MAX_PAYLOAD) and under its own name in the INI file that --config names.\n"
                           "The command line wins over the environment, and that over the file."));
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    const QCommandLineOption config(QStringLiteral("config"), QStringLiteral("Read options from this INI file."),
                                    QStringLiteral("FILE"));
    parser.addOption(config);
    for (const Option &option : Options) {
        QString description = text(option.description);
        if (option.valueName && *option.defaultValue)
            description += QStringLiteral(" Default: %1.").arg(text(option.defaultValue));
        parser.addOption(option.valueName
                                 ? QCommandLineOption(text(option.name), description, text(option.valueName))
                                 : QCommandLineOption(text(option.name), description));
    }
    if (!parser.parse(arguments))
        throw usageError(parser.errorText());
    if (parser.isSet(version))
        parser.showVersion();
    if (parser.isSet(help))
        parser.showHelp();
    if (!parser.positionalArguments().isEmpty())
        throw usageError(QStringLiteral("unexpected argument '%1'").arg(parser.positionalArguments().first()));

    const QString configFile = parser.isSet(config) ? parser.value(config)
                                                    : environment.value(QStringLiteral("RACER_CONFIG"));
    const Sources sources(parser, environment, configFile);

    ServerOptions options;
    parseListen(sources.value("listen"), options);
    options.database = sources.value("db");
    options.pubsub = sources.value("pubsub");
    if (options.pubsub != u"memory")
        throw usageError(QStringLiteral("--pubsub: '%1' is not known; there is memory").arg(options.pubsub));
    const QStringList projections = sources.values("projection");
    for (const QString &projection : projections)
        options.projections.append(parseProjection(projection));
    options.doNotCommitNoOps = sources.flag("do-not-commit-no-ops");
    options.gateway.maxPayload = sources.number("max-payload", 128);
    options.gateway.maxBuffered = sources.number("max-buffered", 1024);
    options.gateway.maxConnections = int(sources.number("max-connections", 1));
    options.gateway.maxDepth = int(sources.number("max-depth", 16));
    options.limits.subscriptions = sources.number("max-subscriptions", 1);
    options.limits.queries = sources.number("max-queries", 1);
    options.limits.presences = sources.number("max-presences", 1);
    options.limits.pendingRequests = int(sources.number("max-pending", 1));
    options.gateway.handshakeTimeout = std::chrono::milliseconds(sources.number("handshake-timeout", 1));
    options.gateway.heartbeatInterval = std::chrono::milliseconds(sources.number("heartbeat", 0));
    return options;
}
