// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "serveroptions.h"

#include "../common/unixsignals.h"

#include <Racer/database.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QDebug>

#include <cstdio>

#include <sys/resource.h>

namespace {

constexpr int MessageDepth = 8; // containers that a message wraps around a document

void raiseDescriptorLimit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
}

QString displayAddress(const Racer::Gateway &gateway)
{
    const QHostAddress address = gateway.serverAddress();
    const QString host = address.protocol() == QAbstractSocket::IPv6Protocol ? u'[' + address.toString() + u']'
                                                                             : address.toString();
    return QStringLiteral("ws://%1:%2/").arg(host, QString::number(gateway.serverPort()));
}

int serve(const ServerOptions &options)
{
    Racer::BackendOptions backendOptions;
    backendOptions.database = Racer::openDatabase(options.database);
    backendOptions.presence = true;
    backendOptions.doNotCommitNoOps = options.doNotCommitNoOps;
    backendOptions.limits = options.limits;
    backendOptions.maxDepth = qMin(backendOptions.maxDepth, options.gateway.maxDepth - MessageDepth);
    Racer::Backend backend(std::move(backendOptions));
    QObject::connect(&backend, &Racer::Backend::errorOccurred, &backend,
                     [](const Racer::Error &error, const QString &where) {
                         qWarning().noquote() << where + u':' << error.message();
                     });
    for (const ServerOptions::Projection &projection : options.projections)
        backend.addProjection(projection.name, projection.collection, projection.fields);

    Racer::Gateway gateway(&backend, options.gateway);
    TerminationSignals signals;
    QObject::connect(&signals, &TerminationSignals::received, &gateway, [&](int number) {
        qInfo("signal %d: closing", number);
        gateway.close();
    });
    QObject::connect(&gateway, &Racer::Gateway::closed, &backend, [&] {
        backend.close();
        QCoreApplication::quit();
    });
    gateway.listen(options.address, options.port);
    std::printf("listening on %s\n", qPrintable(displayAddress(gateway)));
    std::fflush(stdout);
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    qputenv("QT_NO_GLIB", "1"); // Qt's own dispatcher takes fewer system calls a turn
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("racer-server"));
    QCoreApplication::setApplicationVersion(QStringLiteral(RACER_VERSION));
    qSetMessagePattern(QStringLiteral("%{time yyyy-MM-dd hh:mm:ss.zzz} %{type} %{message}"));
    raiseDescriptorLimit();
    try {
        return serve(ServerOptions::parse(QCoreApplication::arguments(), QProcessEnvironment::systemEnvironment()));
    } catch (const Racer::Error &error) {
        std::fprintf(stderr, "racer-server: %s\n", qPrintable(error.message()));
        return 1;
    }
}
