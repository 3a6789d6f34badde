// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

// Resident memory of 100,000 small documents on the client, next to the npm client's.
#include <Racer/doc.h>
#include <Racer/json.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QTextStream>

#include <unistd.h>

using namespace Racer;

namespace {

constexpr int Count = 100'000;

qint64 residentBytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * sysconf(_SC_PAGESIZE);
}

qint64 nodeBytes()
{
    QProcess node;
    node.setWorkingDirectory(QStringLiteral(NODE_DIR));
    node.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    node.start(QStringLiteral("node"),
               {QStringLiteral("--expose-gc"), QStringLiteral(NODE_CLIENT), QString::number(Count)});
    node.waitForFinished(-1);
    return node.readAllStandardOutput().trimmed().toLongLong();
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    Connection connection;
    const qint64 before = residentBytes();
    for (int i = 0; i < Count; ++i) {
        Snapshot snapshot;
        snapshot.version = 1;
        snapshot.type = Key(OtTypes::defaultType()->uri());
        snapshot.data = Json::parse("{\"name\":\"Place " + QByteArray::number(i)
                                    + "\",\"country\":\"DE\",\"type\":\"City\",\"population\":" + QByteArray::number(i)
                                    + "}");
        connection.get(Key(u"places"), Key(QStringLiteral("place-%1").arg(i)))->ingestSnapshot(snapshot);
    }
    const double ours = double(residentBytes() - before) / Count;
    const double theirs = double(nodeBytes()) / Count;
    QTextStream out(stdout);
    out << "a small document on the client: " << ours << " bytes; in the npm client: " << theirs << " bytes\n"
        << "ratio: " << ours / theirs << "\n"
        << Json::stringify(Value::object({{Key(u"bytesPerDoc"), Value(ours)}, {Key(u"nodeBytesPerDoc"), Value(theirs)},
                                          {Key(u"ratio"), Value(ours / theirs)}}))
        << "\n";
    return 0;
}
