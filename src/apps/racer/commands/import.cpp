// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "../inputreader.h"
#include "../output.h"
#include "../progress.h"
#include "../servercommand.h"
#include "commands.h"

#include <Racer/doc.h>
#include <Racer/json.h>

#include <QtCore/QFile>

using namespace Qt::StringLiterals;
using namespace Racer;

namespace {

constexpr int MaxInFlight = 500; // documents on their way; reading waits beyond
constexpr int MaxReported = 20;  // errors told one by one

class ImportCommand : public ServerCommand
{
    enum class Existing { Fail, Skip, Replace };

    void describeMore(QCommandLineParser &parser) override
    {
        parser.setApplicationDescription(
            u"Creates documents from lines of JSON as \"racer export\" writes them, from FILE or stdin:\n"
            "  {\"collection\": …, \"id\": …, \"data\": …, \"type\": json0 if it is not given}\n"
            "What goes wrong with one line does not keep the others; at the end the status is 1 then."_s);
        parser.addPositionalArgument(u"FILE"_s, u"What to read; - or none: stdin"_s, u"[FILE]"_s);
        parser.addOption({u"skip"_s, u"Leave documents that exist as they are. Otherwise each of them is an error."_s});
        parser.addOption({u"replace"_s, u"Give documents that exist the new data."_s});
        parser.addOption({u"collection"_s, u"For lines that name none; or, with --rename, for all."_s, u"NAME"_s});
        parser.addOption({u"rename"_s, u"Import everything into the collection that --collection names."_s});
    }

    void prepare(const QCommandLineParser &parser, const QStringList &arguments) override
    {
        checkArgumentCount(arguments, 0, 1);
        if (parser.isSet(u"skip"_s) && parser.isSet(u"replace"_s))
            throw UsageError{u"it is either --skip or --replace"_s};
        m_existing = parser.isSet(u"skip"_s)    ? Existing::Skip
                   : parser.isSet(u"replace"_s) ? Existing::Replace
                                                : Existing::Fail;
        if (parser.isSet(u"collection"_s))
            m_collection = collectionName(parser.value(u"collection"_s));
        m_rename = parser.isSet(u"rename"_s);
        if (m_rename && m_collection.isEmpty())
            throw UsageError{u"--rename needs --collection"_s};
        m_source = arguments.value(0, u"-"_s);
        const bool opened = m_source == u"-" ? m_file.open(stdin, QIODevice::ReadOnly)
                                             : (m_file.setFileName(m_source), m_file.open(QIODevice::ReadOnly));
        if (!opened)
            throw UsageError{u"cannot read %1: %2"_s.arg(m_source, m_file.errorString())};
        if (m_source == u"-")
            m_source = u"stdin"_s;
        m_size = m_file.isSequential() ? 0 : m_file.size();
        m_progress = std::make_unique<Progress>(u"import"_s, isQuiet());
        m_reader = std::make_unique<InputReader>(m_file.handle());
        connect(m_reader.get(), &InputReader::received, this, &ImportCommand::read);
        connect(m_reader.get(), &InputReader::ended, this, &ImportCommand::endOfInput);
    }

    void run() override { proceed(); }

    void read(const QByteArray &bytes)
    {
        m_bytes += bytes.size();
        m_lines.append(bytes);
        proceed();
    }

    void endOfInput(const QString &error)
    {
        if (!error.isEmpty())
            return fail(u"cannot read %1: %2"_s.arg(m_source, error));
        proceed();
    }

    // Takes lines as long as there is room in flight, and asks for more.
    void proceed()
    {
        QByteArray line;
        while (m_inFlight < MaxInFlight && (m_lines.next(line) || (m_reader->hasEnded() && m_lines.rest(line)))) {
            ++m_lineNumber;
            if (!line.trimmed().isEmpty())
                submit(line);
        }
        m_reader->setPaused(m_inFlight >= MaxInFlight);
        m_progress->update(m_bytes, m_size, u"%1 documents"_s.arg(m_created + m_replaced + m_skipped));
        // The server owes no answer while it is the input that makes us wait.
        if (m_inFlight == 0)
            stopTimeout();
        else if (m_wasIdle)
            restartTimeout();
        m_wasIdle = m_inFlight == 0;
        if (m_inFlight == 0 && m_reader->hasEnded())
            finish();
    }

    void submit(const QByteArray &line)
    {
        const qint64 number = m_lineNumber;
        Value entry;
        try {
            entry = Json::parse(line);
        } catch (const Error &error) {
            return reject(number, describeError(error));
        }
        const Value &collection = m_rename || entry.value(u"collection").isUndefined() ? Value(m_collection)
                                                                                       : entry.value(u"collection");
        const Value &id = entry.value(u"id");
        if (!collection.isString() || collection.isEmpty() || !id.isString() || id.isEmpty())
            return reject(number, u"this is not {\"collection\", \"id\", \"data\"}"_s);
        ++m_inFlight;
        Doc *const doc = connection().get(collection.toKey(), id.toKey());
        const Snapshot wanted{id.toKey(), 0, entry.value(u"type").toKey(), entry.value(u"data"), {}};
        if (m_existing == Existing::Replace)
            replace(doc, wanted, number);
        else
            doc->create(wanted.data, wanted.type, {}, outcome(doc, number, m_created));
    }

    // Counts what becomes of one line.
    Callback outcome(Doc *doc, qint64 number, qint64 &successes)
    {
        return [this, doc, number, &successes](const Error &error) {
            if (!error)
                ++successes;
            else if (error.is(ErrorCode::DocAlreadyCreated) && m_existing == Existing::Skip)
                ++m_skipped;
            else
                reject(number, describeError(error));
            done(doc);
        };
    }

    void replace(Doc *doc, const Snapshot &wanted, qint64 number)
    {
        doc->fetch([this, doc, wanted, number](const Error &error) {
            if (error)
                return outcome(doc, number, m_failed)(error);
            if (!doc->exists())
                return doc->create(wanted.data, wanted.type, {}, outcome(doc, number, m_created));
            const OtType *const type = wanted.type.isEmpty() ? OtTypes::defaultType()
                                                             : OtTypes::find(wanted.type.view());
            if (!type)
                return outcome(doc, number, m_failed)(
                    Error(ErrorCode::DocTypeNotRecognized, u"Missing type %1"_s.arg(wanted.type.toString())));
            if (type == doc->type() && doc->toSnapshot().data == wanted.data) {
                ++m_skipped;
                return done(doc);
            }
            if (type != doc->type() || type != OtTypes::defaultType()) {
                // What goes wrong with the deletion goes wrong with the creation too, which tells of it.
                doc->del({}, [](const Error &) { });
                return doc->create(wanted.data, wanted.type, {}, outcome(doc, number, m_replaced));
            }
            static const Key p(u"p"), od(u"od"), oi(u"oi");
            const Value root = Value::object({{p, Value::array()}, {od, doc->data()}, {oi, wanted.data}});
            doc->submitOp(Value::array({root}), {}, outcome(doc, number, m_replaced));
        });
    }

    void done(Doc *doc)
    {
        --m_inFlight;
        doc->destroy();
        if (!m_proceeding) {
            m_proceeding = true;
            QMetaObject::invokeMethod(
                this,
                [this] {
                    m_proceeding = false;
                    proceed();
                },
                Qt::QueuedConnection);
        }
    }

    void reject(qint64 number, const QString &why)
    {
        if (++m_failed <= MaxReported)
            Output::complain(u"%1:%2: %3"_s.arg(m_source, QString::number(number), why));
        else if (m_failed == MaxReported + 1)
            Output::complain(u"more errors are counted only"_s);
    }

    void finish()
    {
        m_progress.reset();
        if (!isQuiet() || m_failed) {
            Output::complain(u"created %1, replaced %2, skipped %3, failed %4"_s.arg(
                QString::number(m_created), QString::number(m_replaced), QString::number(m_skipped),
                QString::number(m_failed)));
        }
        end(m_failed ? ExitCode::Failed : ExitCode::Ok);
    }

    Existing m_existing = Existing::Fail;
    Key m_collection;
    bool m_rename = false;
    QString m_source;
    QFile m_file;
    qint64 m_size = 0;
    qint64 m_bytes = 0;
    std::unique_ptr<Progress> m_progress;
    std::unique_ptr<InputReader> m_reader;
    LineSplitter m_lines;
    qint64 m_lineNumber = 0;
    int m_inFlight = 0;
    bool m_proceeding = false;
    bool m_wasIdle = true;
    qint64 m_created = 0;
    qint64 m_replaced = 0;
    qint64 m_skipped = 0;
    qint64 m_failed = 0;
};

} // namespace

std::unique_ptr<Command> makeImportCommand()
{
    return std::make_unique<ImportCommand>();
}
