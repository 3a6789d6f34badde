// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "../output.h"
#include "../progress.h"
#include "../servercommand.h"
#include "commands.h"

#include <Racer/doc.h>
#include <Racer/json.h>
#include <Racer/query.h>

#include <QtCore/QSaveFile>

using namespace Qt::StringLiterals;
using namespace Racer;

namespace {

class ExportCommand : public ServerCommand
{
    void describeMore(QCommandLineParser &parser) override
    {
        parser.setApplicationDescription(
            u"Writes every document of the collections, ordered by id, one line of JSON each:\n"
            "  {\"collection\": …, \"id\": …, \"v\": version, \"type\": unless it is json0, \"data\": …}\n"
            "\"racer import\" reads this. It is no snapshot of one moment: what changes meanwhile may be in it or\n"
            "not."_s);
        parser.addPositionalArgument(u"COLLECTION"_s, u"What to write"_s, u"COLLECTION..."_s);
        parser.addOption({{u"o"_s, u"out"_s}, u"Write to FILE, which is replaced when all is there."_s, u"FILE"_s});
        parser.addOption({u"page"_s, u"Documents asked for at once. Default: 1000."_s, u"COUNT"_s, u"1000"_s});
    }

    void prepare(const QCommandLineParser &parser, const QStringList &arguments) override
    {
        checkArgumentCount(arguments, 1, std::numeric_limits<qsizetype>::max());
        for (const QString &name : arguments)
            m_collections.append(collectionName(name));
        m_page = numberOption(parser, u"page"_s, 1);
        if (parser.isSet(u"out"_s)) {
            m_file = std::make_unique<QSaveFile>(parser.value(u"out"_s));
            if (!m_file->open(QIODevice::WriteOnly))
                throw UsageError{u"cannot write %1: %2"_s.arg(m_file->fileName(), m_file->errorString())};
        }
        m_progress = std::make_unique<Progress>(u"export"_s, isQuiet());
    }

    // The number of documents is for the progress bar only.
    void run() override
    {
        for (const Key &collection : std::as_const(m_collections)) {
            Query *const count = connection().createFetchQuery(
                collection, Value::object({{Key(u"$count"), Value(true)}}), {}, [this](const Error &error) {
                    if (error)
                        fail(error);
                });
            connect(count, &Query::ready, this, [this, count] {
                m_total += count->extra().toInteger();
                count->destroy();
            });
        }
        nextPage();
    }

    void nextPage()
    {
        restartTimeout(); // a slow reader of stdout is not the server's fault
        static const Key id(u"_id"), greater(u"$gt"), sort(u"$sort"), limit(u"$limit");
        Value expression = Value::object({{sort, Value::object({{id, Value(1)}})}, {limit, Value(m_page)}});
        if (m_started)
            expression.set(id, Value::object({{greater, Value(m_last)}}));
        m_query = connection().createFetchQuery(m_collections.first(), expression, {}, [this](const Error &error) {
            if (error)
                return fail(error);
            // Not from inside the query's own delivery, as it is destroyed.
            QMetaObject::invokeMethod(this, &ExportCommand::writePage, Qt::QueuedConnection);
        });
    }

    void writePage()
    {
        const QList<Doc *> page = m_query->results();
        for (Doc *doc : page) {
            if (!writeDoc(*doc))
                return;
        }
        if (!page.isEmpty())
            m_last = page.last()->id();
        m_started = true;
        m_query->destroy();
        for (Doc *doc : page)
            doc->destroy();
        m_written += page.size();
        m_progress->update(m_written, m_total, u"%1 documents"_s.arg(m_written));
        if (page.size() < m_page) {
            m_collections.removeFirst();
            m_started = false;
        }
        if (m_collections.isEmpty())
            finish();
        else
            nextPage();
    }

    bool writeDoc(const Doc &doc)
    {
        static const Key collection(u"collection"), id(u"id"), version(u"v"), type(u"type"), data(u"data");
        Value line = Value::object({{collection, Value(doc.collection())},
                                    {id, Value(doc.id())},
                                    {version, Value(doc.version())}});
        const Snapshot snapshot = doc.toSnapshot();
        if (doc.type() != OtTypes::defaultType())
            line.set(type, Value(snapshot.type));
        line.set(data, snapshot.data);
        QByteArray text;
        Json::append(text, line);
        text += '\n';
        if (!m_file) {
            Output::write(text);
        } else if (m_file->write(text) != text.size()) {
            fail(u"cannot write %1: %2"_s.arg(m_file->fileName(), m_file->errorString()));
            return false;
        }
        return true;
    }

    void finish()
    {
        m_progress.reset();
        if (m_file && !m_file->commit())
            return fail(u"cannot write %1: %2"_s.arg(m_file->fileName(), m_file->errorString()));
        Output::flush();
        if (!isQuiet())
            Output::complain(u"exported %1 documents"_s.arg(m_written));
        end(ExitCode::Ok);
    }

    QList<Key> m_collections; // the first is being written
    qint64 m_page = 0;
    std::unique_ptr<QSaveFile> m_file; // none: stdout
    std::unique_ptr<Progress> m_progress;
    Query *m_query = nullptr;
    Key m_last; // the last id written of the collection
    bool m_started = false;
    qint64 m_written = 0;
    qint64 m_total = 0;
};

} // namespace

std::unique_ptr<Command> makeExportCommand()
{
    return std::make_unique<ExportCommand>();
}
