// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include "recordingclient.h"

#include <Racer/ottype.h>

#include <QtTest/QSignalSpy>

using namespace Racer;

namespace {

// A number that grows, and positions that are pushed by it.
class CursorType final : public OtType
{
public:
    QLatin1StringView name() const override { return QLatin1StringView("cursor"); }
    QLatin1StringView uri() const override { return QLatin1StringView("http://example.com/types/cursor"); }
    Value create(const Value &data) const override { return data; }
    void apply(Value &snapshot, const Value &op) const override { snapshot = snapshot.toDouble() + op.toDouble(); }
    Value transform(const Value &op, const Value &, Side) const override { return op; }
    bool supportsPresence() const override { return true; }
    Value transformPresence(const Value &presence, const Value &op, bool isOwnOp) const override
    {
        if (op == Value(13))
            throw Error(QStringLiteral("unlucky"));
        return presence.toDouble() + (isOwnOp ? 100 : 1) * op.toDouble();
    }
};

BackendOptions withPresence()
{
    BackendOptions options;
    options.presence = true;
    return options;
}

} // namespace

class TestPresence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        static const CursorType type;
        OtTypes::add(&type);
    }

    void isSilentWhenItIsOff()
    {
        Backend backend;
        RecordingClient a(&backend);
        a.take();
        a.send(R"({"a":"ps","ch":"room","seq":1})");
        a.send(R"({"a":"p","ch":"room","id":"i","p":1,"pv":0})");
        QVERIFY(a.take().isEmpty());
        a.send(R"({"a":"pu","ch":"room","seq":2})");
        COMPARE_MESSAGES(a.take(), R"({"ch":"room","seq":2,"a":"pu"})");
        a.send(R"({"a":"pr","ch":"room"})");
        COMPARE_MESSAGES(a.take(), R"({"a":"pr"})");
    }

    void reachesSubscribers()
    {
        Backend backend(withPresence());
        RecordingClient a(&backend), b(&backend, "B");
        a.shakeHands();
        b.shakeHands();
        b.send(R"({"a":"ps","ch":"room","seq":1})");
        COMPARE_MESSAGES(b.take(), R"({"ch":"room","seq":1,"a":"ps"})");
        a.send(R"({"a":"p","ch":"room","id":"cursorA","p":{"x":1},"pv":0})");
        const QByteArray shown = R"({"a":"p","ch":"room","src":"<A>","id":"cursorA","p":{"x":1},"pv":0})";
        COMPARE_MESSAGES(b.take(&a), shown);
        COMPARE_MESSAGES(a.take(), shown);
        a.send(R"({"a":"ps","ch":"room","seq":1})");
        COMPARE_MESSAGES(b.take(), R"({"a":"pr","ch":"room"})");
        a.take();
        b.send(R"({"a":"pr","ch":"room"})");
        COMPARE_MESSAGES(a.take(), R"({"a":"pr","ch":"room"})");
        b.take();
        a.send(R"({"a":"pu","ch":"room","seq":2})");
        COMPARE_MESSAGES(a.take(), R"({"ch":"room","seq":2,"a":"pu"})");
        COMPARE_MESSAGES(b.take(&a), R"({"a":"p","ch":"room","src":"<A>","id":"cursorA","p":null,"pv":0})");
        b.send(R"({"a":"pu","ch":"room","seq":2})");
        b.take();
        a.send(R"({"a":"p","ch":"room","id":"cursorA","p":1,"pv":1})");
        QVERIFY(b.take().isEmpty());
    }

    void isTakenBackWhenTheClientLeaves()
    {
        Backend backend(withPresence());
        RecordingClient a(&backend), b(&backend, "B");
        a.shakeHands();
        b.send(R"({"a":"ps","ch":"room","seq":1})");
        a.send(R"({"a":"p","ch":"room","id":"1","p":1,"pv":4})");
        a.send(R"({"a":"p","ch":"room","id":"2","p":1,"pv":0})");
        a.send(R"({"a":"p","ch":"room","id":"2","p":null,"pv":1})");
        b.take();
        a.disconnect();
        COMPARE_MESSAGES(b.take(&a), R"({"a":"p","ch":"room","src":"<A>","id":"1","p":null,"pv":4})");
    }

    void isRefusedForTypesWithoutIt()
    {
        Backend backend(withPresence());
        RecordingClient a(&backend);
        a.take();
        a.send(R"({"a":"p","ch":"c.x","id":"1","p":1,"pv":0,"c":"c","d":"x","v":1,"t":"json0"})");
        QVERIFY(a.take().first().contains("ERR_TYPE_DOES_NOT_SUPPORT_PRESENCE"));
    }

    void isTransformedToTheDocumentsVersion()
    {
        Backend backend(withPresence());
        RecordingClient a(&backend), b(&backend, "B");
        a.shakeHands();
        b.shakeHands();
        const QByteArray type = R"("t":"http://example.com/types/cursor")";
        a.send(R"({"a":"op","c":"c","d":"x","v":0,"seq":1,"create":{"type":"cursor","data":0}})");
        b.send(R"({"a":"op","c":"c","d":"x","v":1,"seq":1,"op":2})");
        b.send(R"({"a":"ps","ch":"c.x","seq":1})");
        a.take();
        b.take();
        a.send(R"({"a":"p","ch":"c.x","id":"1","p":5,"pv":0,"c":"c","d":"x","v":1,)" + type + "}");
        const QByteArray shown = R"({"a":"p","ch":"c.x","src":"<A>","id":"1","p":7,"pv":0,"c":"c","d":"x","v":2,)";
        COMPARE_MESSAGES(a.take(), shown + type + "}");
        COMPARE_MESSAGES(b.take(&a), shown + type + "}");
        a.send(R"({"a":"op","c":"c","d":"x","v":2,"seq":2,"op":3})");
        b.send(R"({"a":"op","c":"c","d":"x","v":3,"seq":2,"op":4})");
        a.take();
        b.take();
        a.send(R"({"a":"p","ch":"c.x","id":"1","p":5,"pv":1,"c":"c","d":"x","v":2,)" + type + "}");
        QCOMPARE(Json::parse(a.take().first()).value(u"p"), Value(309));
        b.send(R"({"a":"op","c":"c","d":"x","v":4,"seq":3,"op":13})");
        a.send(R"({"a":"p","ch":"c.x","id":"1","p":5,"pv":2,"c":"c","d":"x","v":4,)" + type + "}");
        QVERIFY(a.take().last().contains("ERR_PRESENCE_TRANSFORM_FAILED"));
        b.send(R"({"a":"op","c":"c","d":"x","v":5,"seq":4,"del":true})");
        a.send(R"({"a":"p","ch":"c.x","id":"1","p":5,"pv":3,"c":"c","d":"x","v":5,)" + type + "}");
        QVERIFY(Json::parse(a.take().last()).value(u"p").isNull());
    }

    void passesMiddleware_data()
    {
        QTest::addColumn<bool>("forwarded");
        QTest::newRow("errors go to the receiver") << true;
        QTest::newRow("errors stay on the server") << false;
    }
    void passesMiddleware()
    {
        QFETCH(bool, forwarded);
        BackendOptions options = withPresence();
        options.doNotForwardSendPresenceErrorsToClient = !forwarded;
        Backend backend(std::move(options));
        QSignalSpy errors(&backend, &Backend::errorOccurred);
        backend.use(Actions::receivePresence, [](PresenceContext &context, const Next &next) {
            next(context.presence.value(u"p") == Value(1) ? Error(QStringLiteral("not one")) : Error());
        });
        backend.use(Actions::sendPresence, [](PresenceContext &context, const Next &next) {
            next(context.presence.value(u"p") == Value(2) ? Error(QStringLiteral("not two")) : Error());
        });
        RecordingClient a(&backend), b(&backend, "B");
        a.shakeHands();
        b.send(R"({"a":"ps","ch":"room","seq":1})");
        b.take();
        a.send(R"({"a":"p","ch":"room","id":"i","p":1,"pv":0})");
        QVERIFY(a.take().first().contains("not one"));
        QVERIFY(b.take().isEmpty());
        a.send(R"({"a":"p","ch":"room","id":"i","p":2,"pv":1})");
        QVERIFY(!a.take().first().contains("error"));
        QCOMPARE(errors.size(), forwarded ? 0 : 1);
        if (forwarded) {
            COMPARE_MESSAGES(b.take(), R"({"a":"p","ch":"room","id":"i","error":{"message":"not two"}})");
        } else {
            QVERIFY(b.take().isEmpty());
        }
        a.send(R"({"a":"p","ch":"room","id":"i","p":3,"pv":2})");
        QCOMPARE(b.take().size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestPresence)
#include "tst_presence.moc"
