// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/encodedmessage.h>
#include <Racer/json.h>

#include <QtTest/QTest>

#include <array>
#include <thread>

using namespace Racer;
using namespace Racer::Protocol;

namespace {

Op edit()
{
    Op op;
    op.kind = Op::Kind::Edit;
    op.doc = {Key(u"books"), Key(u"b1")};
    op.version = 3;
    op.src = Key(u"abc");
    op.seq = 7;
    op.edit = Json::parse("[{\"p\":[\"title\",0],\"si\":\"\\\"\u00fc\\u0000\"}]");
    return op;
}

} // namespace

class tst_EncodedMessage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isEmptyWithoutMessage()
    {
        const EncodedMessage message;
        QVERIFY(message.isEmpty());
        QVERIFY(message.value().isUndefined());
        QVERIFY(message.json().isEmpty());
    }

    void writesOpsAsTheirTreeReads_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<bool>("withSource");
        for (const bool withSource : {true, false}) {
            const char *suffix = withSource ? "with a source" : "without a source";
            QTest::addRow("a no-op %s", suffix) << int(Op::Kind::Noop) << withSource;
            QTest::addRow("an edit %s", suffix) << int(Op::Kind::Edit) << withSource;
            QTest::addRow("a creation %s", suffix) << int(Op::Kind::Create) << withSource;
            QTest::addRow("a deletion %s", suffix) << int(Op::Kind::Del) << withSource;
        }
    }

    void writesOpsAsTheirTreeReads()
    {
        QFETCH(int, kind);
        QFETCH(bool, withSource);
        Op op = edit();
        op.kind = Op::Kind(kind);
        op.createType = Key(u"json0");
        op.createData = Json::parse(R"({"a":[1,null]})");
        if (!withSource)
            op.src = {};

        const EncodedMessage broadcast{OpMessage{op, {}, {}, {}}};
        QCOMPARE(Json::parse(broadcast.json()), broadcast.value());
        QCOMPARE(broadcast.value(), toValue(ServerMessage(OpMessage{op, {}, {}, {}})));

        const EncodedMessage failed{OpMessage{op, Json::parse("[]"), Value(5), Error(ErrorCode::NoOp, QStringLiteral("x"))}};
        QCOMPARE(Json::parse(failed.json()), failed.value());

        op.version = NoVersion;
        op.extra = Value::object();
        const EncodedMessage submit{SubmitOp{op}};
        QCOMPARE(Json::parse(submit.json()), submit.value());
        QCOMPARE(submit.value(), toValue(ClientMessage(SubmitOp{op})));
    }

    void isMadeOnceForAllThreads()
    {
        const EncodedMessage message{OpMessage{edit(), {}, {}, {}}};
        std::vector<std::thread> threads;
        std::array<const char *, 8> data{};
        for (size_t i = 0; i < data.size(); ++i) {
            threads.emplace_back([&data, i, copy = message] {
                data[i] = copy.json().constData();
                [[maybe_unused]] const qsizetype size = copy.value().size();
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        for (const char *pointer : data)
            QCOMPARE(static_cast<const void *>(pointer), static_cast<const void *>(message.json().constData()));
    }
};

QTEST_APPLESS_MAIN(tst_EncodedMessage)
#include "tst_encodedmessage.moc"
