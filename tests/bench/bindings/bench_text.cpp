// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

// What shared text costs.
// Keys: the time of the GUI thread that a key takes in a text of 100,000 signs, from the key to the repainted editor,
// in an editor that is bound (with a server in another thread, which acknowledges meanwhile) and in one that is not;
// the two take turns.
// Replay: an editing session, every edit submitted to a document of a client on a backend in this process, against the
// npm package sharedb doing the same on Node. CPU time; the final texts are compared.
#include "trace.h"

#include <Racer/backend.h>
#include <Racer/doc.h>
#include <Racer/gateway.h>
#include <Racer/json.h>
#include <Racer/lineeditbinding.h>
#include <Racer/rootmodel.h>
#include <Racer/texteditbinding.h>
#include <Racer/websockettransport.h>

#include <nodebench.h>
#include <processortime.h>

#include <QtCore/QCommandLineParser>
#include <QtCore/QTemporaryFile>
#include <QtCore/QTextStream>
#include <QtCore/QThread>
#include <QtCore/QUrl>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>

#include <algorithm>
#include <array>
#include <set>

using namespace Racer;

namespace {

constexpr int TextLength = 100'000;
constexpr int Rounds = 15;

qint64 threadTimeNs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return qint64(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

template<typename Condition>
void spinUntil(Condition condition)
{
    while (!condition())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

// A server in a thread of its own.
class ServerThread
{
public:
    ServerThread()
    {
        m_thread.start();
        QObject *const there = &m_there;
        m_there.moveToThread(&m_thread);
        QMetaObject::invokeMethod(there, [this] {
            m_backend = std::make_unique<Backend>();
            m_gateway = std::make_unique<Gateway>(m_backend.get());
            m_gateway->listen(QHostAddress::LocalHost, 0);
            m_port = m_gateway->serverPort();
        }, Qt::BlockingQueuedConnection);
    }
    ~ServerThread()
    {
        QMetaObject::invokeMethod(&m_there, [this] {
            m_gateway.reset();
            m_backend.reset();
        }, Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
    }
    [[nodiscard]] QUrl url() const { return QUrl(QStringLiteral("ws://127.0.0.1:%1/").arg(m_port)); }

private:
    QThread m_thread;
    QObject m_there;
    std::unique_ptr<Backend> m_backend;
    std::unique_ptr<Gateway> m_gateway;
    quint16 m_port = 0;
};

QString longText(bool lines)
{
    QString text;
    while (text.size() < TextLength)
        text += lines && text.size() % 61 == 60 ? QChar(u'\n') : QChar(char16_t(u'a' + text.size() % 26));
    return text;
}

struct KeyTimes
{
    double bound = 0; // us
    double unbound = 0;
};

template<typename Editor, typename Binding, int KeysOfRound, typename PlaceCaret>
KeyTimes measureKeys(const Model &place, const QString &text, PlaceCaret placeCaret)
{
    place.set(text);
    Editor bound;
    Editor unbound;
    const Binding binding(&bound, place, nullptr);
    if constexpr (std::is_same_v<Editor, QLineEdit>) {
        bound.setMaxLength(2 * TextLength);
        unbound.setMaxLength(2 * TextLength);
        place.set(QString());
        place.set(text);
        unbound.setText(text);
    } else {
        unbound.setPlainText(text);
        unbound.document()->setUndoRedoEnabled(false);
    }
    std::vector<double> boundTimes;
    std::vector<double> unboundTimes;
    for (Editor *editor : {&unbound, &bound}) {
        editor->resize(600, 400);
        editor->show();
        placeCaret(*editor);
    }
    spinUntil([&] { return bound.isVisible() && unbound.isVisible() && !place.root()->hasPending(); });
    for (int round = 0; round <= Rounds; ++round) {
        for (Editor *editor : {&unbound, &bound}) {
            const qint64 begin = threadTimeNs();
            for (int key = 0; key < KeysOfRound; ++key) {
                QTest::keyClick(editor, char('a' + key));
                QCoreApplication::processEvents();
            }
            const double each = double(threadTimeNs() - begin) / KeysOfRound / 1000;
            if (round > 0) // the first is for warming up
                (editor == &bound ? boundTimes : unboundTimes).push_back(each);
        }
    }
    spinUntil([&] { return !place.root()->hasPending(); });
    return {median(boundTimes), median(unboundTimes)};
}

// One operation for each edit, as the client of JavaScript writes it.
void submit(Doc *doc, const QList<Trace::Edit> &edits, bool apart)
{
    static const Key p(u"p"), si(u"si"), sd(u"sd"), text(u"text");
    for (const Trace::Edit &edit : edits) {
        const Value path = Value::array({Value(text), edit.position});
        Value op = Value::array();
        if (edit.removed > 0) {
            const Value removed(doc->data().value(text).stringView().mid(edit.position, edit.removed));
            op.append(Value::object({{p, path}, {sd, removed}}));
        }
        if (!edit.inserted.isEmpty())
            op.append(Value::object({{p, path}, {si, Value(edit.inserted)}}));
        if (op.isEmpty())
            continue;
        doc->setPreventCompose(std::exchange(apart, false));
        doc->submitOp(op, {}, Callback());
        doc->setPreventCompose(false);
    }
}

struct Replayed
{
    qint64 nanoseconds = 0;
    QString text;
    bool converged = false;
};

// The two functions below do what those of the same names in textreplay.js do.
void replayAlone(const Trace &trace, Doc *doc)
{
    for (const Trace::Step &step : trace.steps) {
        submit(doc, step.edits, false);
        QCoreApplication::processEvents();
    }
    spinUntil([doc] { return !doc->hasPending(); });
}

void replayTogether(const Trace &trace, const std::vector<Doc *> &docs)
{
    struct Person
    {
        Doc *doc;
        qsizetype done = 0;
        qsizetype sent = 0;
        std::set<qsizetype> cuts = {};
        QList<qsizetype> parts = {};
    };
    std::array<Person, 2> people{Person{docs[0]}, Person{docs[1]}};
    for (const Trace::Step &step : trace.steps)
        people[size_t(1 - step.agent)].cuts.insert(step.known);
    const auto send = [&docs](Person &person, qsizetype upTo) {
        while (person.sent < upTo) {
            const qint64 version = person.doc->version();
            person.doc->resume();
            person.doc->pause();
            spinUntil([&] { return person.doc->version() > version; });
            person.sent = person.parts.takeFirst();
        }
        spinUntil([&] {
            return std::none_of(docs.begin(), docs.end(),
                                [&person](const Doc *doc) { return doc->version() < person.doc->version(); });
        });
    };
    for (Doc *doc : docs)
        doc->pause();
    for (const Trace::Step &step : trace.steps) {
        Person &person = people[size_t(step.agent)];
        send(people[size_t(1 - step.agent)], step.known);
        const bool begins = person.parts.isEmpty() || person.cuts.contains(person.done);
        submit(person.doc, step.edits, begins);
        ++person.done;
        if (begins)
            person.parts.append(person.done);
        else
            person.parts.last() = person.done;
    }
    for (Person &person : people)
        send(person, person.done);
}

Replayed replay(const Trace &trace)
{
    Backend backend;
    std::vector<std::unique_ptr<Connection>> connections;
    std::vector<Doc *> docs;
    for (int i = 0; i < trace.agents; ++i) {
        connections.push_back(std::make_unique<Connection>(backend.createTransport()));
        connections.back()->open();
        docs.push_back(connections.back()->get(Key(u"notes"), Key(u"n1")));
        docs.back()->subscribe(Callback());
        if (i == 0) {
            spinUntil([&] { return docs[0]->isSubscribed(); });
            docs[0]->create(Value::object({{Key(u"text"), Value(trace.start)}}));
        }
        spinUntil([&] { return docs.back()->exists() && !docs.back()->hasPending(); });
    }
    const qint64 begin = processorTimeNs();
    if (trace.agents == 1)
        replayAlone(trace, docs[0]);
    else
        replayTogether(trace, docs);
    Replayed result{processorTimeNs() - begin, docs[0]->data().value(u"text").toString(), true};
    for (const Doc *doc : docs)
        result.converged = result.converged && doc->data().value(u"text").toString() == result.text;
    return result;
}

Replayed replayOnNode(const Trace &trace)
{
    Value steps = Value::array();
    for (const Trace::Step &step : trace.steps) {
        Value edits = Value::array();
        for (const Trace::Edit &edit : step.edits)
            edits.append(Value::array({edit.position, edit.removed, Value(edit.inserted)}));
        steps.append(Value::array({step.agent, step.known, edits}));
    }
    QTemporaryFile file;
    if (!file.open())
        qFatal("No temporary file");
    file.write(Json::stringify(Value::object({{Key(u"start"), Value(trace.start)}, {Key(u"agents"), trace.agents},
                                              {Key(u"steps"), steps}})));
    file.close();
    const Value result = runNodeBench({file.fileName()});
    return {qint64(result.value(u"nanoseconds").toDouble()), result.value(u"text").toString(),
            result.value(u"converged").toBool()};
}

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication app(argc, argv);
    QTextStream out(stdout);
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Measures shared text.\n\n") + QString::fromLatin1(traceFormat));
    parser.addHelpOption();
    parser.addOption({QStringLiteral("trace"), QStringLiteral("Replay the session in <file>, not a made-up one."),
                      QStringLiteral("file")});
    parser.addOption({QStringLiteral("steps"), QStringLiteral("Replay the first <count> steps only."),
                      QStringLiteral("count"), QStringLiteral("0")});
    parser.addOption({QStringLiteral("only"), QStringLiteral("Measure <what> only: keys, replay, or ours (no Node)."),
                      QStringLiteral("what")});
    parser.process(app);
    const QString only = parser.value(QStringLiteral("only"));
    Value figures = Value::object({{Key(u"benchmark"), Value(u"text")}});

    if (only.isEmpty() || only == QLatin1StringView("keys")) {
        const ServerThread server;
        RootModel model(std::make_unique<Connection>(std::make_unique<WebSocketTransport>(server.url())));
        model.connectToServer();
        model.create(u"notes.n1", Value::object({{Key(u"text"), Value(u"")}}));
        const Model place = model.at(u"notes.n1.text");
        const auto middle = [](auto &editor) {
            if constexpr (std::is_same_v<std::remove_cvref_t<decltype(editor)>, QLineEdit>) {
                editor.setCursorPosition(TextLength / 2);
            } else {
                QTextCursor cursor(editor.document());
                cursor.setPosition(TextLength / 2);
                editor.setTextCursor(cursor);
            }
        };
        const auto report = [&](const char *name, const KeyTimes &times) {
            out << QStringLiteral("a key in %1: %2 us bound, %3 us unbound: %4 us for sharing\n")
                       .arg(QLatin1StringView(name)).arg(times.bound, 0, 'f', 0).arg(times.unbound, 0, 'f', 0)
                       .arg(times.bound - times.unbound, 0, 'f', 0)
                << Qt::flush;
            figures.set(Key(QLatin1StringView(name)),
                        Value::object({{Key(u"boundUs"), times.bound}, {Key(u"unboundUs"), times.unbound}}));
        };
        report("QPlainTextEdit", measureKeys<QPlainTextEdit, TextEditBinding, 25>(place, longText(true), middle));
        // Qt itself shapes the whole line for each key.
        report("QLineEdit", measureKeys<QLineEdit, LineEditBinding, 2>(place, longText(false), middle));
    }

    if (only != QLatin1StringView("keys")) {
        Trace trace = parser.isSet(QStringLiteral("trace")) ? Trace::read(parser.value(QStringLiteral("trace")))
                                                            : Trace::generated(20'000);
        trace.truncate(parser.value(QStringLiteral("steps")).toLongLong());
        const Replayed ours = replay(trace);
        out << QStringLiteral("replay of %1 edits: %2 us each\n")
                   .arg(trace.edits).arg(double(ours.nanoseconds) / 1000 / double(trace.edits), 0, 'f', 2)
            << Qt::flush;
        const auto check = [&](const char *who, const Replayed &replayed) {
            if (!replayed.converged)
                qFatal("%s: the clients have different texts", who);
            if (!trace.end.isNull() && replayed.text != trace.end) {
                out << QStringLiteral("  %1: %2 signs, of %3 expected: not the recorded text\n")
                           .arg(QLatin1StringView(who)).arg(replayed.text.size()).arg(trace.end.size());
            }
        };
        check("Racer", ours);
        figures.set(Key(u"edits"), trace.edits);
        figures.set(Key(u"replayUs"), double(ours.nanoseconds) / 1000 / double(trace.edits));
        figures.set(Key(u"asRecorded"), ours.text == trace.end);
        if (only != QLatin1StringView("ours")) {
            const Replayed theirs = replayOnNode(trace);
            check("sharedb", theirs);
            if (theirs.text != ours.text)
                qFatal("The two have different texts");
            const double ratio = double(theirs.nanoseconds) / double(ours.nanoseconds);
            out << QStringLiteral("  sharedb on Node: %1 us each, %2 times as long\n")
                       .arg(double(theirs.nanoseconds) / 1000 / double(trace.edits), 0, 'f', 2).arg(ratio, 0, 'f', 1);
            figures.set(Key(u"nodeReplayUs"), double(theirs.nanoseconds) / 1000 / double(trace.edits));
            figures.set(Key(u"ratio"), ratio);
        }
    }
    out << QString::fromUtf8(Json::stringify(figures)) << '\n';
    return 0;
}
