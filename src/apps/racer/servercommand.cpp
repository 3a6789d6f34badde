// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "servercommand.h"

#include "output.h"

#include <Racer/json.h>
#include <Racer/websockettransport.h>

#include <QtCore/QFile>

using namespace Qt::StringLiterals;
using Racer::Connection;

void ServerCommand::describe(QCommandLineParser &parser)
{
    describeMore(parser);
    parser.addOptions({
        {{u"u"_s, u"url"_s},
         u"The server: ws://HOST:PORT/ or wss://. Or RACER_URL, or the first argument."_s,
         u"URL"_s},
        {u"bearer"_s, u"Send \"Authorization: Bearer TOKEN\". Or RACER_BEARER, which other users cannot see."_s,
         u"TOKEN"_s},
        {u"header"_s, u"Send this header with the request for a WebSocket. May be given several times."_s,
         u"NAME: VALUE"_s},
        {u"timeout"_s, u"Give up when the server is silent so long; 0: never. Default: 30."_s, u"SECONDS"_s, u"30"_s},
        {{u"q"_s, u"quiet"_s}, u"Say nothing on stderr but errors."_s},
    });
}

// A negative number is a value, not an option. Values come last in all commands.
bool ServerCommand::parse(QCommandLineParser &parser, const QStringList &arguments) const
{
    const auto isNumber = [](const QString &argument) {
        return argument.size() > 1 && argument.front() == u'-' && argument.at(1).isDigit();
    };
    if (arguments.contains(u"--"_s))
        return Command::parse(parser, arguments);
    QStringList arranged = arguments;
    const auto numbers = std::stable_partition(arranged.begin(), arranged.end(), std::not_fn(isNumber));
    if (numbers != arranged.end())
        arranged.insert(numbers, u"--"_s);
    return Command::parse(parser, arranged);
}

QUrl ServerCommand::takeUrl(const QCommandLineParser &parser, QStringList &arguments) const
{
    QString text = parser.value(u"url"_s);
    if (text.isEmpty() && !arguments.isEmpty()
        && (arguments.first().startsWith(u"ws://") || arguments.first().startsWith(u"wss://")))
        text = arguments.takeFirst();
    if (text.isEmpty())
        text = qEnvironmentVariable("RACER_URL");
    if (text.isEmpty())
        throw UsageError{u"which server? Give --url, or set RACER_URL"_s};
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || (url.scheme() != u"ws" && url.scheme() != u"wss") || url.host().isEmpty())
        throw UsageError{u"'%1' is not the URL of a server: ws://HOST:PORT/"_s.arg(text)};
    return url;
}

void ServerCommand::start(const QCommandLineParser &parser)
{
    QStringList arguments = parser.positionalArguments();
    const QUrl url = takeUrl(parser, arguments);
    m_quiet = parser.isSet(u"quiet"_s);
    const qint64 seconds = numberOption(parser, u"timeout"_s, 0);
    prepare(parser, arguments);

    m_timeout.setSingleShot(true);
    m_timeout.setInterval(std::chrono::seconds(std::min<qint64>(seconds, 1'000'000)));
    connect(&m_timeout, &QTimer::timeout, this, [this, seconds] {
        if (m_wasConnected)
            fail(u"%1: no answer within %2 s"_s.arg(m_address, QString::number(seconds)));
        else
            fail(u"cannot connect to %1: no answer within %2 s"_s.arg(m_address, QString::number(seconds)),
                 ExitCode::NoConnection);
    });
    connectTo(url, parser);
}

void ServerCommand::connectTo(const QUrl &url, const QCommandLineParser &parser)
{
    m_address = url.toString(QUrl::RemoveUserInfo);
    QNetworkRequest request(url);
    QString token = parser.value(u"bearer"_s);
    if (token.isEmpty())
        token = qEnvironmentVariable("RACER_BEARER");
    if (!token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + token.toUtf8());
    const QStringList headers = parser.values(u"header"_s);
    for (const QString &header : headers) {
        const qsizetype colon = header.indexOf(u':');
        if (colon <= 0)
            throw UsageError{u"--header takes \"NAME: VALUE\", not '%1'"_s.arg(header)};
        request.setRawHeader(header.left(colon).trimmed().toUtf8(), header.mid(colon + 1).trimmed().toUtf8());
    }

    m_connection = std::make_unique<Connection>(std::make_unique<Racer::WebSocketTransport>(request));
    Racer::ReconnectPolicy once;
    once.enabled = false;
    once.connectTimeout = 0; // our own covers it
    m_connection->setReconnectPolicy(once);
    connect(m_connection.get(), &Connection::stateChanged, this, &ServerCommand::onStateChanged);
    connect(m_connection.get(), &Connection::errorOccurred, this, [this](const Racer::Error &error) { fail(error); });
    connect(m_connection.get(), &Connection::messageReceived, this, [this] {
        if (m_timeout.isActive())
            m_timeout.start();
    });
    restartTimeout();
    m_connection->open();
}

void ServerCommand::onStateChanged(Connection::State state, const QString &reason)
{
    if (hasEnded())
        return;
    if (state == Connection::State::Connected) {
        if (std::exchange(m_wasConnected, true))
            return connectionChanged(true);
        Racer::ReconnectPolicy again;
        m_connection->setReconnectPolicy(again);
        return run();
    }
    if (state == Connection::State::Disconnected) {
        if (!m_wasConnected)
            return fail(u"cannot connect to %1: %2"_s.arg(m_address, reason), ExitCode::NoConnection);
        if (!m_quiet)
            Output::complain(u"lost the connection (%1), trying again"_s.arg(reason));
        connectionChanged(false);
    } else if (state == Connection::State::Stopped) {
        fail(u"%1 has closed the connection for good"_s.arg(m_address), ExitCode::NoConnection);
    }
}

Racer::RootModel &ServerCommand::model()
{
    if (!m_model) {
        m_model = std::make_unique<Racer::RootModel>(m_connection.get());
        connect(m_model.get(), &Racer::RootModel::error, this, [this](const Racer::Error &error) { fail(error); });
    }
    return *m_model;
}

void ServerCommand::after(const Racer::Confirmation &confirmation, std::function<void()> next)
{
    confirmation.then(this, [this, next = std::move(next)](const Racer::Error &error) {
        if (error)
            fail(error);
        else if (!hasEnded())
            next();
    });
}

void ServerCommand::stopTimeout()
{
    m_timeout.stop();
}

void ServerCommand::restartTimeout()
{
    if (m_timeout.interval() > 0)
        m_timeout.start();
}

Racer::Value jsonArgument(const std::optional<QString> &argument)
{
    QByteArray text;
    if (argument && *argument != u"-") {
        text = argument->toUtf8();
    } else {
        QFile input;
        if (!input.open(stdin, QIODevice::ReadOnly))
            throw UsageError{u"cannot read from stdin: %1"_s.arg(input.errorString())};
        text = input.readAll();
    }
    try {
        return Racer::Json::parse(text);
    } catch (const Racer::Error &error) {
        throw UsageError{u"this is not JSON: %1"_s.arg(error.message())};
    }
}

Racer::Path documentPath(const QString &text)
{
    const Racer::Path path(text);
    if (path.size() < 2 || path.at(1).isEmpty())
        throw UsageError{u"'%1' is not the path of a document (COLLECTION.ID) or below"_s.arg(text)};
    (void)collectionName(path.first().toString());
    return path;
}

Racer::Key collectionName(const QString &name)
{
    if (name.isEmpty() || name.contains(u'.'))
        throw UsageError{u"'%1' is not the name of a collection"_s.arg(name)};
    if (name.startsWith(u'_') || name.startsWith(u'$'))
        throw UsageError{u"no server has the collection '%1': names with _ and $ are local to a program"_s.arg(name)};
    return Racer::Key(name);
}

void checkArgumentCount(const QStringList &arguments, qsizetype least, qsizetype most)
{
    if (arguments.size() < least)
        throw UsageError{u"there are too few arguments"_s};
    if (arguments.size() > most)
        throw UsageError{u"unexpected argument '%1'"_s.arg(arguments.at(most))};
}

qint64 numberOption(const QCommandLineParser &parser, const QString &name, qint64 least)
{
    bool ok = false;
    const qint64 number = parser.value(name).toLongLong(&ok);
    if (!ok || number < least) {
        throw UsageError{u"--%1 takes a number of at least %2, not '%3'"_s.arg(name, QString::number(least),
                                                                              parser.value(name))};
    }
    return number;
}
