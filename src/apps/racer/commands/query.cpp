// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "../output.h"
#include "../servercommand.h"
#include "commands.h"

#include <Racer/modelquery.h>

using namespace Qt::StringLiterals;

namespace {

class QueryCommand : public ServerCommand
{
    void describeMore(QCommandLineParser &parser) override
    {
        parser.setApplicationDescription(
            u"Prints the documents of COLLECTION that EXPRESSION finds, in its order, one line of JSON each.\n"
            "What a query such as {\"$count\": true} yields beside documents is printed as the last line."_s);
        parser.addPositionalArgument(u"COLLECTION"_s, u"Where to look"_s, u"COLLECTION"_s);
        parser.addPositionalArgument(u"EXPRESSION"_s,
                                     u"JSON: '{\"done\": false, \"$sort\": {\"title\": 1}}'; all by default"_s,
                                     u"[EXPRESSION]"_s);
        parser.addOption({u"ids"_s, u"Print the ids only, as plain text."_s});
        parser.addOption({u"count"_s, u"Print only how many there are."_s});
    }

    void prepare(const QCommandLineParser &parser, const QStringList &arguments) override
    {
        checkArgumentCount(arguments, 1, 2);
        m_collection = collectionName(arguments.first());
        if (arguments.size() > 1)
            m_expression = jsonArgument(arguments.at(1));
        if (!m_expression.isObject())
            throw UsageError{u"a query is an object, not %1"_s.arg(m_expression.toDisplayString())};
        m_ids = parser.isSet(u"ids"_s);
        if (parser.isSet(u"count"_s))
            m_expression.set(Racer::Key(u"$count"), true);
    }

    void run() override
    {
        m_query = model().query(m_collection, m_expression);
        after(model().fetch(m_query), [this] {
            const Racer::Value found = m_ids ? m_query->getIds() : m_query->get();
            for (qsizetype i = 0; i < found.size(); ++i) {
                if (m_ids)
                    Output::line(found.at(i).toString());
                else
                    Output::json(found.at(i));
            }
            if (const Racer::Value extra = m_query->getExtra(); !extra.isUndefined())
                Output::json(extra);
            end(ExitCode::Ok);
        });
    }

    Racer::Key m_collection;
    Racer::Value m_expression = Racer::Value::object();
    bool m_ids = false;
    std::shared_ptr<Racer::ModelQuery> m_query;
};

} // namespace

std::unique_ptr<Command> makeQueryCommand()
{
    return std::make_unique<QueryCommand>();
}
