// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "../output.h"
#include "../servercommand.h"
#include "commands.h"

using namespace Qt::StringLiterals;

namespace {

class OpsCommand : public ServerCommand
{
    void describeMore(QCommandLineParser &parser) override
    {
        parser.setApplicationDescription(
            u"Prints what has happened to a document, one op a line: its version (\"v\"), who submitted it (\"src\"\n"
            "and \"seq\") and \"create\", \"op\" or \"del\". Ends with 3 for a document that never was."_s);
        parser.addPositionalArgument(u"COLLECTION"_s, u"The document's collection"_s, u"COLLECTION"_s);
        parser.addPositionalArgument(u"ID"_s, u"Its id"_s, u"ID"_s);
        parser.addOption({u"from"_s, u"The first version. Default: 0."_s, u"VERSION"_s, u"0"_s});
        parser.addOption({u"to"_s, u"The first version that is left out. Default: none."_s, u"VERSION"_s});
    }

    void prepare(const QCommandLineParser &parser, const QStringList &arguments) override
    {
        checkArgumentCount(arguments, 2, 2);
        m_name = {collectionName(arguments.at(0)), Racer::Key(arguments.at(1))};
        m_from = numberOption(parser, u"from"_s, 0);
        if (parser.isSet(u"to"_s))
            m_to = numberOption(parser, u"to"_s, 0);
    }

    void run() override
    {
        connection().fetchOps(m_name.collection, m_name.id, m_from, m_to,
                              [this](const Racer::Error &error, const QList<Racer::Op> &ops) {
                                  if (error)
                                      return fail(error);
                                  print(ops);
                              });
    }

    void print(const QList<Racer::Op> &ops)
    {
        if (ops.isEmpty() && m_from == 0 && m_to != 0) {
            return fail(u"there never was a document %1.%2"_s.arg(m_name.collection.toString(), m_name.id.toString()),
                        ExitCode::NotFound);
        }
        static const Racer::Key version(u"v");
        for (const Racer::Op &op : ops) {
            Racer::Value line = Racer::Value::object({{version, Racer::Value(op.version)}});
            for (const auto &[key, member] : op.toStored().members())
                line.set(key, member);
            Output::json(line);
        }
        end(ExitCode::Ok);
    }

    Racer::DocName m_name;
    qint64 m_from = 0;
    std::optional<qint64> m_to;
};

} // namespace

std::unique_ptr<Command> makeOpsCommand()
{
    return std::make_unique<OpsCommand>();
}
