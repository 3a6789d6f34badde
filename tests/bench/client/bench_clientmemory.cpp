// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

// Resident memory of 100,000 small documents on the client, next to the npm client's.
#include "nodebench.h"
#include "processortime.h"

#include <Racer/doc.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QTextStream>

using namespace Racer;

namespace {

constexpr int Count = 100'000;

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
    const double theirs = runNodeBench({QString::number(Count)}, {QStringLiteral("--expose-gc")}).toDouble() / Count;
    QTextStream out(stdout);
    out << "a small document on the client: " << ours << " bytes; in the npm client: " << theirs << " bytes\n"
        << "ratio: " << ours / theirs << "\n"
        << Json::stringify(Value::object({{Key(u"bytesPerDoc"), Value(ours)}, {Key(u"nodeBytesPerDoc"), Value(theirs)},
                                          {Key(u"ratio"), Value(ours / theirs)}}))
        << "\n";
    return 0;
}
