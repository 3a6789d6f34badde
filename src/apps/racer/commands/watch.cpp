// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "../../common/unixsignals.h"
#include "../output.h"
#include "../servercommand.h"
#include "commands.h"

#include <Racer/modelquery.h>

using namespace Qt::StringLiterals;
using namespace Racer;

namespace {

// What the event says, without its path.
Value describeEvent(const Event &event)
{
    static const Key name(u"event"), path(u"path"), index(u"index"), values(u"values"), value(u"value"),
        previous(u"previous"), removed(u"removed"), from(u"from"), to(u"to"), howMany(u"howMany"), load(u"load");
    Value line = Value::object();
    const auto begin = [&](const char16_t *type) {
        line.set(name, Value(type));
        line.set(path, Value(event.path.toString()));
    };
    switch (event.type) {
    case Event::Type::Change: {
        const auto &change = static_cast<const ChangeEvent &>(event);
        begin(u"change");
        line.set(value, change.value); // left out for what was deleted
        line.set(previous, change.previous);
        break;
    }
    case Event::Type::Insert: {
        const auto &insert = static_cast<const InsertEvent &>(event);
        begin(u"insert");
        line.set(index, Value(qint64(insert.index)));
        line.set(values, insert.values);
        break;
    }
    case Event::Type::Remove: {
        const auto &remove = static_cast<const RemoveEvent &>(event);
        begin(u"remove");
        line.set(index, Value(qint64(remove.index)));
        line.set(removed, remove.removed);
        break;
    }
    case Event::Type::Move: {
        const auto &move = static_cast<const MoveEvent &>(event);
        begin(u"move");
        line.set(from, Value(qint64(move.from)));
        line.set(to, Value(qint64(move.to)));
        line.set(howMany, Value(qint64(move.howMany)));
        break;
    }
    case Event::Type::Load:
        begin(u"load");
        line.set(value, static_cast<const LoadEvent &>(event).document);
        break;
    case Event::Type::Unload:
        begin(u"unload");
        line.set(previous, static_cast<const UnloadEvent &>(event).previous);
        break;
    }
    return line;
}

class WatchCommand : public ServerCommand
{
    void describeMore(QCommandLineParser &parser) override
    {
        parser.setApplicationDescription(
            u"Prints what happens to a document, to a path in it, to a collection or to the result of a query, one\n"
            "event a line, until SIGINT (Ctrl-C) or SIGTERM:\n"
            "  {\"event\": \"load\", \"path\": …, \"value\": …}          a document has arrived\n"
            "  {\"event\": \"ready\"}                               all that was there has been printed\n"
            "  {\"event\": \"change\", \"path\", \"value\", \"previous\"}   without \"value\": deleted\n"
            "  {\"event\": \"insert\", \"path\", \"index\", \"values\"}     so too \"remove\" (removed) and \"move\"\n"
            "                                                   (from, to, howMany)\n"
            "  {\"event\": \"unload\", \"path\", \"previous\"}            a document has left the result\n"
            "  {\"event\": \"results\", \"type\", …}                 the list of ids changed: \"type\" is \"insert\",\n"
            "                                                   \"remove\", \"move\" or \"change\"\n"
            "While the connection is lost nothing is printed; what happened meanwhile is printed after."_s);
        parser.addPositionalArgument(u"PATH"_s, u"A document, a path in it, or a collection"_s, u"PATH"_s);
        parser.addPositionalArgument(u"EXPRESSION"_s, u"A query, if PATH is a collection"_s, u"[EXPRESSION]"_s);
    }

    void prepare(const QCommandLineParser &, const QStringList &arguments) override
    {
        checkArgumentCount(arguments, 1, 2);
        m_isQuery = !arguments.first().contains(u'.');
        if (m_isQuery)
            m_path = Path({collectionName(arguments.first())});
        else
            m_path = documentPath(arguments.first());
        if (arguments.size() > 1) {
            if (!m_isQuery)
                throw UsageError{u"a query is for a collection, not for '%1'"_s.arg(arguments.first())};
            m_expression = jsonArgument(arguments.at(1));
        }
        connect(&m_signals, &TerminationSignals::received, this, [this] { end(ExitCode::Ok); });
    }

    void run() override
    {
        if (m_isQuery)
            m_query = model().query(m_path.first(), m_expression);
        model().on<Event>(u"**", [this](const Event &event) { print(event); });
        const Loadable wanted = m_query ? Loadable(m_query) : Loadable(m_document = m_path.mid(0, 2));
        after(model().subscribe(wanted), [this] {
            stopTimeout();
            Output::json(Value::object({{Key(u"event"), Value(u"ready")}}));
            Output::flush();
        });
    }

    void print(const Event &event)
    {
        if (event.path.startsWith(m_path) || m_path.startsWith(event.path)) {
            Output::json(describeEvent(event));
        } else if (m_query && event.path == m_query->idsPath()) {
            Value line = describeEvent(event);
            line.take(Key(u"path"));
            line.set(Key(u"type"), line.value(u"event"));
            line.set(Key(u"event"), Value(u"results"));
            Output::json(line);
        } else {
            return;
        }
        Output::flush();
    }

    TerminationSignals m_signals;
    Path m_path;
    Path m_document;
    Value m_expression = Value::object();
    bool m_isQuery = false;
    std::shared_ptr<ModelQuery> m_query;
};

} // namespace

std::unique_ptr<Command> makeWatchCommand()
{
    return std::make_unique<WatchCommand>();
}
