// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "../servercommand.h"
#include "commands.h"

using namespace Qt::StringLiterals;

namespace {

class SetCommand : public ServerCommand
{
    void describeMore(QCommandLineParser &parser) override
    {
        parser.setApplicationDescription(
            u"Sets the value at PATH, the path of a document (COLLECTION.ID) or below. A document that is not\n"
            "there is created. JSON is read from stdin if it is not given, or is -."_s);
        parser.addPositionalArgument(u"PATH"_s, u"Where: todos.t1 or todos.t1.title"_s, u"set PATH"_s);
        parser.addPositionalArgument(u"JSON"_s, u"The value: '\"text\"', 5, '{\"done\": true}'"_s, u"[JSON]"_s);
        parser.addOption({u"diff"_s, u"Change only what differs, inside objects and lists too."_s});
    }

    void prepare(const QCommandLineParser &parser, const QStringList &arguments) override
    {
        checkArgumentCount(arguments, 1, 2);
        m_path = documentPath(arguments.first());
        m_value = jsonArgument(arguments.size() > 1 ? std::optional(arguments.at(1)) : std::nullopt);
        m_diff = parser.isSet(u"diff"_s);
    }

    void run() override
    {
        after(model().fetch(m_path.mid(0, 2)), [this] {
            after(m_diff ? model().setDiffDeep(m_path, m_value) : model().set(m_path, m_value),
                  [this] { end(ExitCode::Ok); });
        });
    }

    Racer::Path m_path;
    Racer::Value m_value;
    bool m_diff = false;
};

} // namespace

std::unique_ptr<Command> makeSetCommand()
{
    return std::make_unique<SetCommand>();
}
